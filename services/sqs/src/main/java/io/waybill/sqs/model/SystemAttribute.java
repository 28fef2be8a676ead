package io.waybill.sqs.model;

import java.util.Optional;

/// The system attributes of a received message, in the order of AWS's names.
public enum SystemAttribute {
  AWS_TRACE_HEADER("AWSTraceHeader"),
  APPROXIMATE_FIRST_RECEIVE_TIMESTAMP("ApproximateFirstReceiveTimestamp"),
  APPROXIMATE_RECEIVE_COUNT("ApproximateReceiveCount"),
  DEAD_LETTER_QUEUE_SOURCE_ARN("DeadLetterQueueSourceArn"),
  MESSAGE_DEDUPLICATION_ID("MessageDeduplicationId"),
  MESSAGE_GROUP_ID("MessageGroupId"),
  SENDER_ID("SenderId"),
  SENT_TIMESTAMP("SentTimestamp"),
  SEQUENCE_NUMBER("SequenceNumber");

  private final String wireName;

  SystemAttribute(String wireName) {
    this.wireName = wireName;
  }

  /// AWS's name.
  public String wireName() {
    return wireName;
  }

  static Optional<SystemAttribute> find(String name) {
    for (SystemAttribute attribute : values()) {
      if (attribute.wireName.equals(name)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }
}
