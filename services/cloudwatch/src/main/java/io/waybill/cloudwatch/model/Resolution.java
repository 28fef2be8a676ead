package io.waybill.cloudwatch.model;

import java.time.Duration;

/// A width in which data are kept, and for how long.
public enum Resolution {
  // AWS: how long data points are retained, by their period.
  SECOND('s', 1, Duration.ofHours(3)),
  MINUTE('u', 60, Duration.ofDays(15)),
  FIVE_MINUTES('v', 300, Duration.ofDays(63)),
  HOUR('w', 3_600, Duration.ofDays(455));

  private final char letter;
  private final int seconds;
  private final Duration kept;

  Resolution(char letter, int seconds, Duration kept) {
    this.letter = letter;
    this.seconds = seconds;
    this.kept = kept;
  }

  /// What stands for it in keys.
  public char letter() {
    return letter;
  }

  public int seconds() {
    return seconds;
  }

  /// The first second of which data are still kept at `nowMillis`.
  public long firstKept(long nowMillis) {
    return Math.max(0, nowMillis / 1_000 - kept.toSeconds());
  }

  /// The widest whose stretches fill stretches of `period` seconds that begin at `origin`.
  public static Resolution filling(int period, long origin) {
    Resolution widest = SECOND;
    for (Resolution each : values()) {
      if (period % each.seconds == 0 && origin % each.seconds == 0) {
        widest = each;
      }
    }
    return widest;
  }
}
