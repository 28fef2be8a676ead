package io.waybill.sqs.model;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// One change of a queue's settings while its attributes are read, name by name.
final class QueueAttributesChange {
  private final boolean fifo;
  private int visibilityTimeoutSeconds;
  private int delaySeconds;
  private int maximumMessageSize;
  private int messageRetentionSeconds;
  private int receiveWaitSeconds;
  private Optional<RedrivePolicy> redrivePolicy;
  private Optional<RedriveAllowPolicy> redriveAllowPolicy;
  private Optional<String> policy;
  private Optional<String> kmsMasterKeyId;
  private int kmsDataKeyReuseSeconds;
  private boolean sqsManagedSse;
  private boolean contentBasedDeduplication;
  private DeduplicationScope deduplicationScope;
  private FifoThroughputLimit fifoThroughputLimit;

  private QueueAttributesChange(QueueAttributes from) {
    fifo = from.fifo();
    visibilityTimeoutSeconds = from.visibilityTimeoutSeconds();
    delaySeconds = from.delaySeconds();
    maximumMessageSize = from.maximumMessageSize();
    messageRetentionSeconds = from.messageRetentionSeconds();
    receiveWaitSeconds = from.receiveWaitSeconds();
    redrivePolicy = from.redrivePolicy();
    redriveAllowPolicy = from.redriveAllowPolicy();
    policy = from.policy();
    kmsMasterKeyId = from.kmsMasterKeyId();
    kmsDataKeyReuseSeconds = from.kmsDataKeyReuseSeconds();
    sqsManagedSse = from.sqsManagedSse();
    contentBasedDeduplication = from.contentBasedDeduplication();
    deduplicationScope = from.deduplicationScope();
    fifoThroughputLimit = from.fifoThroughputLimit();
  }

  /// `from` with what was `requested`. Names are read in their own order, so that one request is
  /// always refused for the same reason.
  static QueueAttributes apply(QueueAttributes from, Map<String, String> requested) {
    QueueAttributesChange change = new QueueAttributesChange(from);
    for (Map.Entry<String, String> entry : new TreeMap<>(requested).entrySet()) {
      change.set(QueueAttribute.settable(entry.getKey()), entry.getValue());
    }
    change.encrypt(requested);
    change.checkThroughput();
    return change.done();
  }

  private void set(QueueAttribute attribute, String value) {
    if (attribute.use() == QueueAttribute.Use.FIFO && !fifo) {
      throw fifoOnly(attribute);
    }
    switch (attribute) {
      case VISIBILITY_TIMEOUT -> visibilityTimeoutSeconds = number(attribute, value, 0, 43_200);
      case DELAY_SECONDS -> delaySeconds = number(attribute, value, 0, 900);
      case MAXIMUM_MESSAGE_SIZE -> maximumMessageSize = number(attribute, value, 1024, 1_048_576);
      case MESSAGE_RETENTION_PERIOD ->
          messageRetentionSeconds = number(attribute, value, 60, 1_209_600);
      case RECEIVE_MESSAGE_WAIT_TIME_SECONDS ->
          receiveWaitSeconds = number(attribute, value, 0, 20);
      case REDRIVE_POLICY -> redrivePolicy = filled(value).map(RedrivePolicy::parse);
      case REDRIVE_ALLOW_POLICY ->
          redriveAllowPolicy = filled(value).map(RedriveAllowPolicy::parse);
      case POLICY -> policy = filled(value).map(PolicyText::checked);
      case KMS_MASTER_KEY_ID -> kmsMasterKeyId = filled(value);
      case KMS_DATA_KEY_REUSE_PERIOD_SECONDS ->
          kmsDataKeyReuseSeconds = value.isEmpty() ? 300 : number(attribute, value, 60, 86_400);
      case SQS_MANAGED_SSE_ENABLED -> sqsManagedSse = bool(attribute, value);
      case CONTENT_BASED_DEDUPLICATION -> contentBasedDeduplication = bool(attribute, value);
      case DEDUPLICATION_SCOPE -> deduplicationScope = DeduplicationScope.parse(value);
      case FIFO_THROUGHPUT_LIMIT -> fifoThroughputLimit = FifoThroughputLimit.parse(value);
      case FIFO_QUEUE -> checkType(value);
      case APPROXIMATE_NUMBER_OF_MESSAGES,
          APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          CREATED_TIMESTAMP,
          LAST_MODIFIED_TIMESTAMP,
          QUEUE_ARN ->
          throw Refusals.unknownAttribute(attribute.wireName());
    }
  }

  // AWS (SetQueueAttributes): a key turns SSE-SQS off, and taking the key away leaves it off.
  private void encrypt(Map<String, String> requested) {
    boolean key =
        !requested.getOrDefault(QueueAttribute.KMS_MASTER_KEY_ID.wireName(), "").isEmpty();
    boolean managed =
        "true".equalsIgnoreCase(requested.get(QueueAttribute.SQS_MANAGED_SSE_ENABLED.wireName()));
    if (key && managed) {
      throw SqsErrors.INVALID_ATTRIBUTE_NAME.because(
          "You can use one type of server-side encryption (SSE) at one time. You can either enable"
              + " KMS SSE or SQS SSE.");
    }
    if (key) {
      sqsManagedSse = false;
    } else if (managed) {
      kmsMasterKeyId = Optional.empty();
    }
  }

  private void checkThroughput() {
    if (fifoThroughputLimit == FifoThroughputLimit.PER_MESSAGE_GROUP_ID
        && deduplicationScope != DeduplicationScope.MESSAGE_GROUP) {
      throw SqsErrors.INVALID_ATTRIBUTE_VALUE.because(
          "The perMessageGroupId value is allowed only when the value for DeduplicationScope is"
              + " messageGroup");
    }
  }

  private void checkType(String value) {
    if (!bool(QueueAttribute.FIFO_QUEUE, value)) {
      throw SqsErrors.INVALID_ATTRIBUTE_VALUE.because(
          "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not"
              + " supported.");
    }
  }

  private QueueAttributes done() {
    return new QueueAttributes(
        fifo,
        visibilityTimeoutSeconds,
        delaySeconds,
        maximumMessageSize,
        messageRetentionSeconds,
        receiveWaitSeconds,
        redrivePolicy,
        redriveAllowPolicy,
        policy,
        kmsMasterKeyId,
        kmsDataKeyReuseSeconds,
        sqsManagedSse,
        contentBasedDeduplication,
        deduplicationScope,
        fifoThroughputLimit);
  }

  private static Refusal fifoOnly(QueueAttribute attribute) {
    String name = attribute.wireName();
    return switch (attribute) {
      case DEDUPLICATION_SCOPE, FIFO_THROUGHPUT_LIMIT ->
          SqsErrors.INVALID_ATTRIBUTE_NAME.because(
              "You can specify the " + name + " only when FifoQueue is set to true.");
      default -> Refusals.unknownAttribute(name);
    };
  }

  private static Optional<String> filled(String value) {
    return Optional.of(value).filter(text -> !text.isEmpty());
  }

  private static int number(QueueAttribute attribute, String value, int min, int max) {
    OptionalInt number = Numbers.parse(value);
    if (number.isEmpty() || number.getAsInt() < min || number.getAsInt() > max) {
      throw Refusals.invalidAttribute(attribute.wireName());
    }
    return number.getAsInt();
  }

  // AWS takes a boolean in any case of its letters.
  private static boolean bool(QueueAttribute attribute, String value) {
    if (value.equalsIgnoreCase("true")) {
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw Refusals.invalidAttribute(attribute.wireName());
  }
}
