package io.waybill.engine.gateway;

import io.waybill.shapes.Refusal;
import java.util.concurrent.Executor;

/// Where the outcome of one call goes: exactly one of the methods is called, once, from any thread,
/// without blocking.
///
/// @param <O> the operation's output
public interface Answer<O> {
  /// Whatever thread has the outcome.
  Executor HERE = Runnable::run;

  void succeed(O output);

  /// The caller asked for what can't be done.
  void refuse(Refusal refusal);

  /// We could not do it: nothing is known to have become durable. `cause` is for the log, not for
  /// the caller.
  void fail(Throwable cause);

  /// Asks for `action` to run, once, if the caller goes away before there is an outcome: a long
  /// poll ends with its connection.
  default void onAbandon(Runnable action) {}

  /// Whether there is room in memory for a large output to this caller. Where there is none, one
  /// gives less, waits, or refuses.
  default boolean hasRoom() {
    return true;
  }

  /// Counts `bytes` of output as in memory until the caller has them or has gone.
  default void hold(long bytes) {}

  /// Who best tells the outcome. A commit hands all outcomes for one executor over together, so
  /// that an event loop is woken once for them and not once for each.
  default Executor executor() {
    return HERE;
  }
}
