package io.waybill.sqs.model;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How GetQueueAttributes writes a queue's attributes.
final class QueueAttributesText {
  private static final String ALL = "All";

  private QueueAttributesText() {}

  static Map<String, String> shown(
      QueueAttributes attributes, Collection<String> names, QueueFacts facts) {
    names.forEach(name -> checkName(attributes, name));
    Map<String, String> shown = settings(attributes);
    if (attributes.kmsMasterKeyId().isEmpty()) {
      // AWS (GetQueueAttributes): kept for the day on which there is a key, and not shown before.
      shown.remove(QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS.wireName());
    }
    put(shown, QueueAttribute.QUEUE_ARN, facts.arn());
    put(shown, QueueAttribute.CREATED_TIMESTAMP, facts.createdSeconds());
    put(shown, QueueAttribute.LAST_MODIFIED_TIMESTAMP, facts.lastModifiedSeconds());
    put(shown, QueueAttribute.APPROXIMATE_NUMBER_OF_MESSAGES, facts.visible());
    put(shown, QueueAttribute.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, facts.notVisible());
    put(shown, QueueAttribute.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, facts.delayed());
    if (!names.contains(ALL)) {
      shown.keySet().retainAll(names);
    }
    return shown;
  }

  /// What a client can set, in the order of the names. What is not set is left out.
  static Map<String, String> settings(QueueAttributes from) {
    Map<String, String> text = new TreeMap<>();
    put(text, QueueAttribute.VISIBILITY_TIMEOUT, from.visibilityTimeoutSeconds());
    put(text, QueueAttribute.DELAY_SECONDS, from.delaySeconds());
    put(text, QueueAttribute.MAXIMUM_MESSAGE_SIZE, from.maximumMessageSize());
    put(text, QueueAttribute.MESSAGE_RETENTION_PERIOD, from.messageRetentionSeconds());
    put(text, QueueAttribute.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, from.receiveWaitSeconds());
    put(text, QueueAttribute.SQS_MANAGED_SSE_ENABLED, from.sqsManagedSse());
    put(text, QueueAttribute.POLICY, from.policy());
    put(text, QueueAttribute.REDRIVE_POLICY, from.redrivePolicy().map(RedrivePolicy::render));
    put(
        text,
        QueueAttribute.REDRIVE_ALLOW_POLICY,
        from.redriveAllowPolicy().map(RedriveAllowPolicy::render));
    put(text, QueueAttribute.KMS_MASTER_KEY_ID, from.kmsMasterKeyId());
    put(text, QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, from.kmsDataKeyReuseSeconds());
    if (from.fifo()) {
      put(text, QueueAttribute.FIFO_QUEUE, true);
      put(text, QueueAttribute.CONTENT_BASED_DEDUPLICATION, from.contentBasedDeduplication());
      put(text, QueueAttribute.DEDUPLICATION_SCOPE, from.deduplicationScope().text());
      put(text, QueueAttribute.FIFO_THROUGHPUT_LIMIT, from.fifoThroughputLimit().text());
    }
    return text;
  }

  // AWS (GetQueueAttributes): a standard queue knows no attribute of a FIFO queue by its name,
  // though
  // it only leaves them out of `All`.
  private static void checkName(QueueAttributes attributes, String name) {
    boolean known =
        name.equals(ALL)
            || QueueAttribute.find(name)
                .filter(found -> found.use() != QueueAttribute.Use.FIFO || attributes.fifo())
                .isPresent();
    if (!known) {
      throw Refusals.unknownAttribute(name);
    }
  }

  private static void put(Map<String, String> text, QueueAttribute name, Object value) {
    text.put(name.wireName(), value.toString());
  }

  private static void put(Map<String, String> text, QueueAttribute name, Optional<String> value) {
    value.ifPresent(present -> text.put(name.wireName(), present));
  }
}
