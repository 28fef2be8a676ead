package io.waybill.core;

/// A clock that a test can stop and move forward. Safe for many threads.
///
/// While it runs it is the clock below, plus what it was moved. It never goes backwards: stopping
/// holds the present, resuming goes on from there.
public final class MovableTime implements TimeSource {
  private final TimeSource below;
  private boolean stopped;
  private long stoppedAt;
  private long offsetMillis;

  public MovableTime(TimeSource below) {
    this.below = below;
  }

  @Override
  public synchronized long millis() {
    return stopped ? stoppedAt : below.millis() + offsetMillis;
  }

  public synchronized boolean isStopped() {
    return stopped;
  }

  public synchronized void stop() {
    stoppedAt = millis();
    stopped = true;
  }

  public synchronized void resume() {
    if (stopped) {
      offsetMillis = stoppedAt - below.millis();
      stopped = false;
    }
  }

  /// Moves to `millis`, unless that is in the past.
  public synchronized void advanceTo(long millis) {
    long forward = millis - millis();
    if (forward > 0) {
      stoppedAt += forward;
      offsetMillis += forward;
    }
  }
}
