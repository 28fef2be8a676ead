package io.waybill.engine.outbox;

/// What becomes of a parcel whose attempt failed.
public sealed interface Verdict {
  /// It is tried again at `dueMillis`.
  record Retry(long dueMillis) implements Verdict {}

  /// It is tried again at `dueMillis`, and this attempt does not count: the target was not to
  /// blame.
  record Postpone(long dueMillis) implements Verdict {}

  /// The target is given up; the dead-letter queue is tried, from now, with a count of its own.
  ///
  /// @param reason what the dead letter shall tell, in the service's own form
  record DeadLetter(String reason) implements Verdict {}

  /// It is lost. The service has said so in the log, in the trail, and in a metric of its own where
  /// it has one; [Underway#lost] counts it too.
  record Discard() implements Verdict {}

  /// It has had its chances, and the service has told others of its end, as it was configured to.
  record PassOn() implements Verdict {}
}
