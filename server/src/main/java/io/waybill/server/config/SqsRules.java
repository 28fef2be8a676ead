package io.waybill.server.config;

/// Where SQS may be kinder than AWS.
///
/// @param recreateAtOnce whether a queue may be created again, or purged again, within 60 seconds
public record SqsRules(boolean recreateAtOnce) {}
