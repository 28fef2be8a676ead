package io.waybill.eventbridge.admin;

/// What one rule has done since its memory was loaded, under CloudWatch's names.
///
/// @param successLatencyMillis from putting an event to its delivery, all of them together
public record RuleReport(
    String account,
    String region,
    String bus,
    String rule,
    long matchedEvents,
    long invocations,
    long failedInvocations,
    long retryInvocationAttempts,
    long invocationsSentToDlq,
    long invocationsFailedToBeSentToDlq,
    long successLatencyMillis) {}
