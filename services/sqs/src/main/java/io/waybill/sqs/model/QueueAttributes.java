package io.waybill.sqs.model;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings of a queue, each within AWS's range.
///
/// @param fifo whether the queue keeps its messages in order; fixed at creation
/// @param visibilityTimeoutSeconds 0 to 43,200; 30 unless set
/// @param delaySeconds 0 to 900; 0 unless set
/// @param maximumMessageSize bytes, 1,024 to 1,048,576; the most unless set
/// @param messageRetentionSeconds 60 to 1,209,600; four days unless set
/// @param receiveWaitSeconds 0 to 20; 0 unless set
/// @param redrivePolicy where messages go that are received too often
/// @param redriveAllowPolicy which queues may use this one as their dead-letter queue
/// @param policy the access policy as the client wrote it
/// @param kmsMasterKeyId the key of SSE-KMS
/// @param kmsDataKeyReuseSeconds 60 to 86,400; 300 unless set; shown only with a key
/// @param sqsManagedSse whether SSE-SQS is on: true unless set or a key is given
/// @param contentBasedDeduplication whether a FIFO queue takes a body's SHA-256 for an absent id
/// @param deduplicationScope the queue unless set
/// @param fifoThroughputLimit per queue unless set
public record QueueAttributes(
    boolean fifo,
    int visibilityTimeoutSeconds,
    int delaySeconds,
    int maximumMessageSize,
    int messageRetentionSeconds,
    int receiveWaitSeconds,
    Optional<RedrivePolicy> redrivePolicy,
    Optional<RedriveAllowPolicy> redriveAllowPolicy,
    Optional<String> policy,
    Optional<String> kmsMasterKeyId,
    int kmsDataKeyReuseSeconds,
    boolean sqsManagedSse,
    boolean contentBasedDeduplication,
    DeduplicationScope deduplicationScope,
    FifoThroughputLimit fifoThroughputLimit) {

  private static final QueueAttributes STANDARD = defaults(false);
  private static final QueueAttributes FIFO = defaults(true);

  /// The settings of a new queue named `name` with what CreateQueue was `given`, or a refusal.
  public static QueueAttributes forNew(QueueName name, @Nullable Map<String, String> given) {
    Map<String, String> requested = given == null ? Map.of() : given;
    checkType(name, requested.get(QueueAttribute.FIFO_QUEUE.wireName()));
    return (name.isFifo() ? FIFO : STANDARD).changed(requested);
  }

  /// These settings after SetQueueAttributes with what it `requested`, or a refusal.
  ///
  /// What is not named stays. An empty `Policy`, `RedrivePolicy`, `RedriveAllowPolicy` or
  /// `KmsMasterKeyId` is removed.
  public QueueAttributes changed(Map<String, String> requested) {
    return QueueAttributesChange.apply(this, requested);
  }

  /// The name of the first attribute that CreateQueue `requested` otherwise than this queue has it.
  public Optional<String> firstDifference(Map<String, String> requested) {
    Map<String, String> wanted = QueueAttributesText.settings(changed(requested));
    Map<String, String> present = QueueAttributesText.settings(this);
    return requested.keySet().stream()
        .sorted()
        .filter(name ->
            !Optional.ofNullable(wanted.get(name)).equals(Optional.ofNullable(present.get(name))))
        .findFirst();
  }

  /// The attributes named, as GetQueueAttributes shows them: `All` names every one, and what is not
  /// set is left out. An unknown name is refused.
  public Map<String, String> shown(Collection<String> names, QueueFacts facts) {
    return QueueAttributesText.shown(this, names, facts);
  }

  /// The settings of a queue that was stored with these [#settings]. They are asked by no rule: one
  /// that is tightened later must not keep the queue from loading.
  public static QueueAttributes stored(boolean fifo, Map<String, String> settings) {
    return StoredAttributes.read(fifo ? FIFO : STANDARD, settings);
  }

  /// The settings under AWS's names, as SetQueueAttributes takes them: [#forNew] and [#stored] make
  /// the same of it.
  public Map<String, String> settings() {
    return QueueAttributesText.settings(this);
  }

  private static void checkType(QueueName name, @Nullable String fifoQueue) {
    if (fifoQueue == null) {
      if (name.isFifo()) {
        throw QueueName.notStandard();
      }
    } else if (!name.isFifo() && fifoQueue.equalsIgnoreCase("true")) {
      throw QueueName.notFifo();
    } else if (!name.isFifo() || !fifoQueue.equalsIgnoreCase("true")) {
      throw Refusals.unknownAttribute(QueueAttribute.FIFO_QUEUE.wireName());
    }
  }

  private static QueueAttributes defaults(boolean fifo) {
    return new QueueAttributes(
        fifo,
        30,
        0,
        1_048_576,
        345_600,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        300,
        true,
        false,
        DeduplicationScope.QUEUE,
        FifoThroughputLimit.PER_QUEUE);
  }
}
