package io.waybill.engine.outbox;

/// What came of one attempt.
public sealed interface Outcome {
  /// The target has it.
  ///
  /// @param note what the target called it, for the trail; empty where it says nothing
  record Delivered(String note) implements Outcome {}

  /// The target has it not, or nobody knows.
  ///
  /// @param permanent whether trying again is without hope: no such queue, no permission
  /// @param code AWS's error code, or a word of ours such as `TIMEOUT`
  /// @param retryAfterMillis how long the target asked to be left alone; 0 if it did not
  record Failed(boolean permanent, String code, String message, long retryAfterMillis)
      implements Outcome {}
}
