package io.waybill.simulation;

import io.waybill.core.TimeSource;

/// A clock that moves when it is told to: forward at any moment, back only while the server is
/// down, which is what a machine's clock may do to it.
public final class SimulatedTime implements TimeSource {
  private long now = 1_760_000_000_000L;
  private long latest = now;

  @Override
  public long millis() {
    return now;
  }

  public void move(long millis) {
    now += millis;
    latest = Math.max(latest, now);
  }

  /// The latest time that ever was: what was due then may have happened.
  public long latest() {
    return latest;
  }
}
