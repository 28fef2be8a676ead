package io.waybill.sqs.admin;

import java.util.Optional;

/// One queue at one moment.
///
/// @param oldestAgeMillis the age of the oldest message that can be received; 0 if there is none
/// @param deadLetterQueue the ARN of its dead-letter queue
public record QueueReport(
    String arn,
    String account,
    String region,
    String name,
    long visible,
    long inFlight,
    long delayed,
    long waiting,
    long oldestAgeMillis,
    long sent,
    long sentBytes,
    long received,
    long deleted,
    long emptyReceives,
    long expired,
    long deadLettered,
    Optional<String> deadLetterQueue) {}
