package io.waybill.sns.admin;

/// One topic at one moment.
///
/// @param deadLettered messages that went to a subscription's dead-letter queue
/// @param lost messages that could not even be given to a dead-letter queue
public record TopicReport(
    String arn,
    String account,
    String region,
    String name,
    long subscriptions,
    long published,
    long publishedBytes,
    long delivered,
    long failed,
    long filteredOut,
    long filteredOutNoAttributes,
    long filteredOutAttributes,
    long filteredOutBody,
    long deadLettered,
    long lost,
    long replayedDelivered,
    long replayedFailed,
    long archivedMessages,
    long archivedBytes) {}
