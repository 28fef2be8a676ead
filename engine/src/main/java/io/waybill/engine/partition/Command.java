package io.waybill.engine.partition;

import io.waybill.core.Stamp;

/// Something to decide in one partition, on the state `S` that a service keeps there.
///
/// A step is a deterministic function of state, command and stamp: it writes through the
/// transaction and hands its answer to it. Nothing in it blocks.
public interface Command<S> {
  void decide(S state, Transaction transaction, Stamp stamp);

  /// Whether it only looks: no look makes another one necessary.
  default boolean isLook() {
    return false;
  }

  /// Whether it is of interest only to the state that set it off: where that is gone it is dropped,
  /// and loads no other. What comes back to a partition whose disk refuses everything must not make
  /// it load, try and fail again without a pause.
  default boolean isForPresentState() {
    return false;
  }

  /// The step did not become durable, or could not run: tells whoever waits.
  void failed(Throwable cause);
}
