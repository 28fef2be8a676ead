package io.waybill.engine.partition;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Runs one piece of work at a time, in the order of arrival, on whichever thread brings one while
/// none is running.
///
/// A thread of its own was rejected: on few cores the hand-over between threads costs more than the
/// work.
final class Mailbox {
  private final Consumer<Runnable> runner;
  private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /// @param runner runs one piece and throws nothing: a mailbox that stopped would leave its
  ///   callers without an answer for ever
  Mailbox(Consumer<Runnable> runner) {
    this.runner = runner;
  }

  void add(Runnable piece) {
    work.add(piece);
    if (waiting.getAndIncrement() == 0) {
      drain();
    }
  }

  /// Whether nothing waits behind the piece that runs.
  boolean isEmpty() {
    return work.isEmpty();
  }

  private void drain() {
    do {
      Runnable piece = work.poll();
      if (piece == null) {
        throw new IllegalStateException("a mailbox counted more than it holds");
      }
      runner.accept(piece);
    } while (waiting.decrementAndGet() > 0);
  }
}
