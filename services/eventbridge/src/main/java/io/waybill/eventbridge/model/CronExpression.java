package io.waybill.eventbridge.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// AWS's cron: minutes, hours, day of month, month, day of week, year, in UTC; one of the two days
/// is `?`.
///
/// A library was rejected: those that know `L`, `W` and `#` know other fields, other names or other
/// rules of what may stand beside what, and AWS refuses what they take.
public final class CronExpression {
  private static final CronField MINUTES = CronField.rising(0, 59);
  private static final CronField HOURS = CronField.round(0, 23, List.of());
  private static final CronField MONTHS =
      CronField.round(
          1,
          12,
          List.of(
              "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
  private static final int YEAR_MAX = 2199;
  private static final CronField YEARS = CronField.rising(1970, YEAR_MAX);

  private final BitSet minutes;
  private final BitSet hours;
  private final CronDays days;
  private final BitSet months;
  private final BitSet years;

  private CronExpression(BitSet minutes, BitSet hours, CronDays days, BitSet months, BitSet years) {
    this.minutes = minutes;
    this.hours = hours;
    this.days = days;
    this.months = months;
    this.years = years;
  }

  /// The expression in `text`, which is what stands between the parentheses, or empty.
  static Optional<CronExpression> parse(String text) {
    List<String> fields = List.of(text.strip().split("\\s+", -1));
    if (fields.size() != 6) {
      return Optional.empty();
    }
    Optional<BitSet> minutes = MINUTES.parse(fields.get(0));
    Optional<BitSet> hours = HOURS.parse(fields.get(1));
    Optional<CronDays> days = CronDays.parse(fields.get(2), fields.get(4));
    Optional<BitSet> months = MONTHS.parse(fields.get(3));
    Optional<BitSet> years = YEARS.parse(fields.get(5));
    boolean all =
        minutes.isPresent()
            && hours.isPresent()
            && days.isPresent()
            && months.isPresent()
            && years.isPresent();
    return all
        ? Optional.of(
            new CronExpression(minutes.get(), hours.get(), days.get(), months.get(), years.get()))
        : Optional.empty();
  }

  /// The first minute after `afterMillis` that the expression names; Long.MAX_VALUE where there is
  /// none until 2199.
  long next(long afterMillis) {
    long firstMinute = Math.floorDiv(afterMillis, 60_000L) + 1;
    Instant from = Instant.ofEpochSecond(firstMinute * 60);
    LocalDate day = from.atOffset(ZoneOffset.UTC).toLocalDate();
    int minuteOfDay = (int) (firstMinute % 1440);
    while (day.getYear() <= YEAR_MAX) {
      if (!years.get(day.getYear())) {
        day = LocalDate.of(day.getYear() + 1, 1, 1);
      } else if (!months.get(day.getMonthValue())) {
        day = YearMonth.from(day).plusMonths(1).atDay(1);
      } else {
        int minute = days.admits(day) ? minute(minuteOfDay) : -1;
        if (minute >= 0) {
          return (day.toEpochDay() * 1440 + minute) * 60_000;
        }
        day = day.plusDays(1);
      }
      minuteOfDay = 0;
    }
    return Long.MAX_VALUE;
  }

  /// The first minute of a day, at or after `from`, that the expression names; -1 where there is
  /// none.
  private int minute(int from) {
    for (int hour = hours.nextSetBit(from / 60); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
      int minute = minutes.nextSetBit(hour == from / 60 ? from % 60 : 0);
      if (minute >= 0) {
        return hour * 60 + minute;
      }
    }
    return -1;
  }

  /// Days of the week as AWS counts them: 1 is Sunday.
  static int weekday(DayOfWeek day) {
    return day.getValue() % 7 + 1;
  }
}
