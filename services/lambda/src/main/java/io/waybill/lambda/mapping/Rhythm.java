package io.waybill.lambda.mapping;

/// How many batches of a mapping may run at once, and how long it pauses: grows while there is
/// work, pauses while the function fails or finds no room.
final class Rhythm {
  /// AWS: five batches at first, then 300 more a minute, up to 1,250.
  private static final int START = 5;

  private static final long STEP_MILLIS = 60_000 / 300;
  private static final int MOST = 1_250;

  /// Batches that take less do not ask for more at once: here, unlike at AWS, environments share a
  /// host, and another one would begin by taking the processor from those that are warm.
  private static final double QUICK_MILLIS = 20;

  /// How much each batch counts for the average.
  private static final double WEIGHT = 1.0 / 8;

  /// A function may fail this often in a row before the mapping pauses.
  private static final int FAILURES_FREE = 3;

  private static final long PAUSE_MILLIS = 100;
  private static final long PAUSE_MILLIS_MAX = 30_000;

  private long busySince = -1;

  /// Since when it does not grow, as batches are quick; -1 while it grows.
  private long quickSince = -1;

  private double averageMillis = QUICK_MILLIS;
  private int failures;
  private int troubles;
  private long pausedUntil;

  /// There is work.
  void busy(long now) {
    if (busySince < 0) {
      busySince = now;
      quickSince = isQuick() ? now : -1;
    }
  }

  /// The function ran for so long with a batch.
  void ran(double millis, long now) {
    averageMillis += (millis - averageMillis) * WEIGHT;
    if (isQuick() && quickSince < 0) {
      quickSince = now;
    } else if (!isQuick() && quickSince >= 0) {
      busySince += now - quickSince;
      quickSince = -1;
    }
  }

  private boolean isQuick() {
    return averageMillis < QUICK_MILLIS;
  }

  /// There is none: it begins small again.
  void idle() {
    busySince = -1;
  }

  boolean isIdle() {
    return busySince < 0;
  }

  int allowed(long now) {
    if (busySince < 0) {
      return START;
    }
    long until = quickSince < 0 ? now : quickSince;
    return (int) Math.min(MOST, START + (until - busySince) / STEP_MILLIS);
  }

  void succeeded() {
    failures = 0;
    troubles = 0;
  }

  /// The function failed with a batch.
  void failed(long now) {
    failures++;
    busySince = now;
    quickSince = isQuick() ? now : -1;
    if (failures > FAILURES_FREE) {
      pause(now, failures - FAILURES_FREE - 1);
    }
  }

  /// The function could not run, or the source could not be reached.
  ///
  /// @return when it is worth another try
  long troubled(long now) {
    pause(now, troubles++);
    return pausedUntil;
  }

  private void pause(long now, int doublings) {
    long millis = Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS << Math.min(doublings, 20));
    pausedUntil = Math.max(pausedUntil, now + millis);
  }

  /// When it goes on; in the past where it does not pause.
  long pausedUntil() {
    return pausedUntil;
  }
}
