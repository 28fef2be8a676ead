package io.waybill.sqs.state;

import io.waybill.core.Arn;
import io.waybill.sqs.model.DeduplicationScope;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.model.QueueName;
import java.util.Map;

/// What a queue is, apart from its messages.
///
/// @param number the queue's number in its partition: what its keys carry. A queue made anew under
///   the same name has another
/// @param secret 32 bytes that seal the queue's receipt handles
/// @param createdAt in milliseconds since 1970
/// @param modifiedAt in milliseconds since 1970
/// @param scopeChange the latest change of the scope of deduplication
public record QueueDefinition(
    Arn arn,
    int number,
    byte[] secret,
    long createdAt,
    long modifiedAt,
    QueueAttributes attributes,
    ScopeChange scopeChange,
    Map<String, String> tags) {
  /// When and from what the scope of deduplication last changed.
  ///
  /// @param at in milliseconds since 1970; 0 where it never did
  public record ScopeChange(DeduplicationScope before, long at) {
    /// AWS (SetQueueAttributes): a change takes effect within 60 seconds. Of this one it shows:
    /// what is sent right after it is still compared as before.
    private static final long TAKES_MILLIS = 60_000;

    static ScopeChange none(QueueAttributes attributes) {
      return new ScopeChange(attributes.deduplicationScope(), 0);
    }
  }

  /// The definition of a new queue.
  public static QueueDefinition created(
      Arn arn,
      int number,
      byte[] secret,
      long nowMillis,
      QueueAttributes attributes,
      Map<String, String> tags) {
    ScopeChange none = ScopeChange.none(attributes);
    return new QueueDefinition(arn, number, secret, nowMillis, nowMillis, attributes, none, tags);
  }

  public QueueName name() {
    return new QueueName(arn.resource());
  }

  public QueueDefinition with(QueueAttributes changed, long nowMillis) {
    boolean sameScope = changed.deduplicationScope() == attributes.deduplicationScope();
    ScopeChange change =
        sameScope ? scopeChange : new ScopeChange(deduplicationScope(nowMillis), nowMillis);
    return new QueueDefinition(arn, number, secret, createdAt, nowMillis, changed, change, tags);
  }

  public QueueDefinition with(Map<String, String> changedTags) {
    return new QueueDefinition(
        arn,
        number,
        secret,
        createdAt,
        modifiedAt,
        attributes,
        scopeChange,
        Map.copyOf(changedTags));
  }

  /// Within what deduplication ids are compared now.
  public DeduplicationScope deduplicationScope(long nowMillis) {
    boolean changing = nowMillis - scopeChange.at < ScopeChange.TAKES_MILLIS;
    return changing ? scopeChange.before : attributes.deduplicationScope();
  }
}
