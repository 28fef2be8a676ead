package io.waybill.sqs.model;

/// What a queue knows of itself beside its settings, as GetQueueAttributes tells it.
///
/// @param arn the queue's ARN
/// @param createdSeconds when it was created, in seconds since 1970
/// @param lastModifiedSeconds when its settings were last changed, in seconds since 1970
/// @param visible messages that can be received now
/// @param notVisible messages in flight
/// @param delayed messages whose delay has not passed
public record QueueFacts(
    String arn,
    long createdSeconds,
    long lastModifiedSeconds,
    long visible,
    long notVisible,
    long delayed) {}
