package io.waybill.core;

import java.util.concurrent.atomic.AtomicLong;

/// The machine's time, made safe to build timeouts on.
///
/// Between readings it advances with the monotonic clock. A wall clock set forward is followed at
/// once, so that what fell due meanwhile happens; one set back is not followed until the process
/// restarts, because a clock that runs backwards would show a message twice. Reading the wall clock
/// alone was rejected for that.
public final class SystemTime implements TimeSource {
  private final long startNanos = System.nanoTime();
  private final long startMillis = System.currentTimeMillis();
  private final AtomicLong latest = new AtomicLong(startMillis);
  private final AtomicLong aheadMillis = new AtomicLong();

  @Override
  public long millis() {
    long wall = System.currentTimeMillis();
    long elapsed = (System.nanoTime() - startNanos) / 1_000_000;
    long steady = startMillis + elapsed + aheadMillis.get();
    if (wall > steady + 1) {
      aheadMillis.accumulateAndGet(wall - startMillis - elapsed, Math::max);
      steady = wall;
    }
    return latest.accumulateAndGet(steady, Math::max);
  }
}
