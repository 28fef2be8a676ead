package io.waybill.engine.functions;

/// Is told what comes of one event, on threads of the runner. Never blocks, but in `piece`.
public interface RunListener {
  /// A streamed answer begins.
  ///
  /// @param contentType as the function said; Lambda's own where it said nothing
  default void streaming(String contentType) {}

  /// The next piece of a streamed answer. Waits while its reader is slower than the function: so
  /// the function is slowed, and no answer is held in memory.
  default void piece(byte[] bytes) throws InterruptedException {}

  /// The event is over. Called once, last.
  void ended(RunOutcome outcome);
}
