package io.waybill.eventbridge.model;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a scheduled rule fires: `rate(5 minutes)` or `cron(0 12 * * ? *)`, in UTC.
public sealed interface Schedule {
  /// Every so often, counted from when the rule was made or changed.
  record Rate(long millis) implements Schedule {
    @Override
    public long next(long afterMillis) {
      return afterMillis + millis;
    }

    @Override
    public long nextBehind(long dueMillis, long nowMillis) {
      return dueMillis + ((nowMillis - dueMillis) / millis + 1) * millis;
    }
  }

  /// At the minutes that a calendar expression names.
  record Cron(CronExpression expression) implements Schedule {
    @Override
    public long next(long afterMillis) {
      return expression.next(afterMillis);
    }

    @Override
    public long nextBehind(long dueMillis, long nowMillis) {
      return expression.next(nowMillis);
    }
  }

  Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)(s?)\\)");
  Map<String, Long> UNITS = Map.of("minute", 60_000L, "hour", 3_600_000L, "day", 86_400_000L);

  /// The first time after `afterMillis`; Long.MAX_VALUE where there is none.
  long next(long afterMillis);

  /// The first time after `nowMillis` where `dueMillis` was the last: what was missed in between is
  /// left out.
  long nextBehind(long dueMillis, long nowMillis);

  /// The schedule in `text`, or a refusal.
  static Schedule parse(String text) {
    return (text.startsWith("rate") ? rate(text) : cron(text))
        .orElseThrow(() -> Refusals.invalidParameter("ScheduleExpression"));
  }

  private static Optional<Schedule> rate(String text) {
    Matcher parts = RATE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long value = Long.parseLong(parts.group(1));
    // AWS (rate expressions): one minute, but five minutes.
    boolean singular = parts.group(3).isEmpty();
    boolean fits = value > 0 && singular == (value == 1);
    return fits
        ? Optional.of(new Rate(value * UNITS.getOrDefault(parts.group(2), 0L)))
        : Optional.empty();
  }

  private static Optional<Schedule> cron(String text) {
    if (!text.startsWith("cron(") || !text.endsWith(")")) {
      return Optional.empty();
    }
    return CronExpression.parse(text.substring(5, text.length() - 1)).map(Cron::new);
  }
}
