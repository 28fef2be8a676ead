package io.waybill.sqs.model;

import java.util.Map;
import java.util.Optional;

/// Reads a queue's settings as [QueueAttributes#settings] wrote them.
///
/// What is missing is as in a new queue, because later versions may know more settings; a name that
/// this version does not know is passed over.
final class StoredAttributes {
  private final Map<String, String> settings;

  private StoredAttributes(Map<String, String> settings) {
    this.settings = settings;
  }

  static QueueAttributes read(QueueAttributes unset, Map<String, String> settings) {
    StoredAttributes in = new StoredAttributes(settings);
    return new QueueAttributes(
        unset.fifo(),
        in.number(QueueAttribute.VISIBILITY_TIMEOUT, unset.visibilityTimeoutSeconds()),
        in.number(QueueAttribute.DELAY_SECONDS, unset.delaySeconds()),
        in.number(QueueAttribute.MAXIMUM_MESSAGE_SIZE, unset.maximumMessageSize()),
        in.number(QueueAttribute.MESSAGE_RETENTION_PERIOD, unset.messageRetentionSeconds()),
        in.number(QueueAttribute.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, unset.receiveWaitSeconds()),
        in.text(QueueAttribute.REDRIVE_POLICY).map(RedrivePolicy::stored),
        in.text(QueueAttribute.REDRIVE_ALLOW_POLICY).map(RedriveAllowPolicy::stored),
        in.text(QueueAttribute.POLICY),
        in.text(QueueAttribute.KMS_MASTER_KEY_ID),
        in.number(QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, unset.kmsDataKeyReuseSeconds()),
        in.bool(QueueAttribute.SQS_MANAGED_SSE_ENABLED, unset.sqsManagedSse()),
        in.bool(QueueAttribute.CONTENT_BASED_DEDUPLICATION, unset.contentBasedDeduplication()),
        in.text(QueueAttribute.DEDUPLICATION_SCOPE)
            .map(DeduplicationScope::parse)
            .orElse(unset.deduplicationScope()),
        in.text(QueueAttribute.FIFO_THROUGHPUT_LIMIT)
            .map(FifoThroughputLimit::parse)
            .orElse(unset.fifoThroughputLimit()));
  }

  private Optional<String> text(QueueAttribute name) {
    return Optional.ofNullable(settings.get(name.wireName()));
  }

  private int number(QueueAttribute name, int unset) {
    return text(name).map(Integer::parseInt).orElse(unset);
  }

  private boolean bool(QueueAttribute name, boolean unset) {
    return text(name).map(Boolean::parseBoolean).orElse(unset);
  }
}
