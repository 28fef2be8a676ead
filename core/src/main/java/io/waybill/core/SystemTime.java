package io.waybill.core;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The machine's time, made safe to build timeouts on.
///
/// Between readings it advances with the monotonic clock. A wall clock set forward is followed at
/// once, so that what fell due meanwhile happens; one set back is not followed, because a clock
/// that runs backwards would show a message twice. Reading the wall clock alone was rejected for
/// that.
public final class SystemTime implements TimeSource {
  private final LongSupplier nanos;
  private final LongSupplier wallMillis;
  private final long startNanos;
  private final long startMillis;
  private final AtomicLong latest;
  private final AtomicLong aheadMillis = new AtomicLong();

  public SystemTime() {
    this(0);
  }

  /// A clock that begins at `earliestMillis` where the machine's is behind that, and then runs
  /// ahead of it: what was stamped in an earlier run must not lie in the future.
  public SystemTime(long earliestMillis) {
    this(System::nanoTime, System::currentTimeMillis, earliestMillis);
  }

  /// @param nanos a clock that only goes forward, from anywhere
  /// @param wallMillis milliseconds since 1970, which may be set at any moment
  SystemTime(LongSupplier nanos, LongSupplier wallMillis, long earliestMillis) {
    this.nanos = nanos;
    this.wallMillis = wallMillis;
    this.startNanos = nanos.getAsLong();
    this.startMillis = Math.max(wallMillis.getAsLong(), earliestMillis);
    this.latest = new AtomicLong(startMillis);
  }

  @Override
  public long millis() {
    long wall = wallMillis.getAsLong();
    long elapsed = (nanos.getAsLong() - startNanos) / 1_000_000;
    long steady = startMillis + elapsed + aheadMillis.get();
    if (wall > steady + 1) {
      aheadMillis.accumulateAndGet(wall - startMillis - elapsed, Math::max);
      steady = wall;
    }
    return latest.accumulateAndGet(steady, Math::max);
  }
}
