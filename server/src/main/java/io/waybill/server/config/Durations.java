package io.waybill.server.config;

import java.time.Duration;
import java.util.Optional;

/// Durations as people write them.
public final class Durations {
  private Durations() {}

  /// `500ms`, `10s`, `2m`, `1.5h` or `14d`; empty where `text` is none, or longer than a century.
  public static Optional<Duration> parse(String text) {
    return Values.duration(text, Duration.ZERO, Duration.ofDays(36_525));
  }
}
