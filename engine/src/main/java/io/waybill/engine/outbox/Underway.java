package io.waybill.engine.outbox;

import java.util.concurrent.atomic.LongAdder;

/// Counts the attempts that are under way in a server, so that a test that moves the clock can wait
/// for what it has set off; and what was lost. Safe for many threads.
public final class Underway {
  private long count;
  private long begun;
  private final LongAdder lost = new LongAdder();
  private final LongAdder forgotten = new LongAdder();

  synchronized void begin(int attempts) {
    count += attempts;
    begun += attempts;
  }

  synchronized void end() {
    count--;
    if (count == 0) {
      notifyAll();
    }
  }

  public synchronized long count() {
    return count;
  }

  /// How many attempts were begun so far: equal numbers mean that none was in between.
  public synchronized long begun() {
    return begun;
  }

  /// A parcel ended neither at its target nor in a dead-letter queue.
  void lose() {
    lost.increment();
  }

  /// A target was removed while parcels waited for it.
  void forget() {
    forgotten.increment();
  }

  /// How many parcels ended neither at their target nor in a dead-letter queue, one by one.
  public long lost() {
    return lost.sum();
  }

  /// How many targets were removed while parcels waited for them. These went together, uncounted.
  public long forgotten() {
    return forgotten.sum();
  }

  /// Waits until no attempt is under way. False when that takes longer than `millis`.
  public synchronized boolean awaitNone(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (count > 0) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
