package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.model.Refusals;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The time that a request asks about, and the rules of periods.
///
/// @param from the first second
/// @param to the second behind the last
record Span(long from, long to) {
  /// AWS: the start is rounded down, the more the longer it is ago.
  static Span of(@Nullable Instant start, @Nullable Instant end, int shortest, long nowMillis) {
    Instant first = Inputs.required(start, "StartTime");
    Instant last = Inputs.required(end, "EndTime");
    if (!first.isBefore(last)) {
      throw Refusals.value("The parameter StartTime must be less than the parameter EndTime.");
    }
    long from = Math.max(0, first.getEpochSecond());
    int round = rounding(nowMillis / 1_000 - from, shortest);
    long to = last.getEpochSecond() + (last.getNano() > 0 ? 1 : 0);
    return new Span(from - from % round, Math.max(0, to));
  }

  private static int rounding(long ago, int shortest) {
    if (ago > Duration.ofDays(63).toSeconds()) {
      return 3_600;
    }
    if (ago > Duration.ofDays(15).toSeconds()) {
      return 300;
    }
    return shortest < 60 ? shortest : 60;
  }

  /// The same, begun at a full `period`.
  Span alignedTo(int period) {
    return new Span(from - from % period, to);
  }

  /// `period` if it is one that can be asked for.
  static int period(@Nullable Integer period, String parameter) {
    int seconds = Inputs.required(period, parameter);
    boolean brief = seconds == 1 || seconds == 5 || seconds == 10 || seconds == 20 || seconds == 30;
    if (!brief && (seconds <= 0 || seconds % 60 != 0)) {
      throw Refusals.value(
          "The parameter "
              + parameter
              + " must be 1, 5, 10, 20, 30 or a multiple of 60: "
              + seconds);
    }
    if (seconds > 86_400 * 365) {
      throw Refusals.value("The parameter " + parameter + " must not be longer than a year.");
    }
    return seconds;
  }
}
