package io.waybill.sqs.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The attributes of a queue, by AWS's names.
enum QueueAttribute {
  POLICY("Policy", Use.SET),
  VISIBILITY_TIMEOUT("VisibilityTimeout", Use.SET),
  MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", Use.SET),
  MESSAGE_RETENTION_PERIOD("MessageRetentionPeriod", Use.SET),
  APPROXIMATE_NUMBER_OF_MESSAGES("ApproximateNumberOfMessages", Use.READ),
  APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE("ApproximateNumberOfMessagesNotVisible", Use.READ),
  APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED("ApproximateNumberOfMessagesDelayed", Use.READ),
  CREATED_TIMESTAMP("CreatedTimestamp", Use.READ),
  LAST_MODIFIED_TIMESTAMP("LastModifiedTimestamp", Use.READ),
  QUEUE_ARN("QueueArn", Use.READ),
  DELAY_SECONDS("DelaySeconds", Use.SET),
  RECEIVE_MESSAGE_WAIT_TIME_SECONDS("ReceiveMessageWaitTimeSeconds", Use.SET),
  REDRIVE_POLICY("RedrivePolicy", Use.SET),
  REDRIVE_ALLOW_POLICY("RedriveAllowPolicy", Use.SET),
  KMS_MASTER_KEY_ID("KmsMasterKeyId", Use.SET),
  KMS_DATA_KEY_REUSE_PERIOD_SECONDS("KmsDataKeyReusePeriodSeconds", Use.SET),
  SQS_MANAGED_SSE_ENABLED("SqsManagedSseEnabled", Use.SET),
  FIFO_QUEUE("FifoQueue", Use.FIFO),
  CONTENT_BASED_DEDUPLICATION("ContentBasedDeduplication", Use.FIFO),
  DEDUPLICATION_SCOPE("DeduplicationScope", Use.FIFO),
  FIFO_THROUGHPUT_LIMIT("FifoThroughputLimit", Use.FIFO);

  /// Who may set an attribute.
  enum Use {
    /// A client may set it.
    SET,
    /// Only the queue itself changes it.
    READ,
    /// A client may set it, on a FIFO queue only.
    FIFO
  }

  private static final Map<String, QueueAttribute> BY_NAME = new HashMap<>();

  static {
    for (QueueAttribute attribute : values()) {
      BY_NAME.put(attribute.wireName, attribute);
    }
  }

  private final String wireName;
  private final Use use;

  QueueAttribute(String wireName, Use use) {
    this.wireName = wireName;
    this.use = use;
  }

  /// AWS's name.
  String wireName() {
    return wireName;
  }

  Use use() {
    return use;
  }

  static Optional<QueueAttribute> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// The attribute named `name` if a client may set it, or a refusal.
  static QueueAttribute settable(String name) {
    return find(name)
        .filter(attribute -> attribute.use != Use.READ)
        .orElseThrow(() -> Refusals.unknownAttribute(name));
  }
}
