package io.waybill.engine.outbox;

import java.util.function.Consumer;

/// One try to deliver, with all it needs captured from the state.
@FunctionalInterface
public interface Attempt {
  /// Tries. Runs outside of any step and never blocks; `then` gets exactly one outcome, from any
  /// thread.
  void start(Consumer<Outcome> then);
}
