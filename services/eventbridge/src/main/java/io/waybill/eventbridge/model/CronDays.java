package io.waybill.eventbridge.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Which days a cron expression names: by day of month or by day of week, whichever is not `?`.
sealed interface CronDays {
  CronField MONTH_DAYS = CronField.rising(1, 31);
  CronField WEEK_DAYS =
      CronField.round(1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  boolean admits(LocalDate day);

  record OfMonth(BitSet days) implements CronDays {
    @Override
    public boolean admits(LocalDate day) {
      return days.get(day.getDayOfMonth());
    }
  }

  /// `L`.
  record LastOfMonth() implements CronDays {
    @Override
    public boolean admits(LocalDate day) {
      return day.getDayOfMonth() == day.lengthOfMonth();
    }
  }

  /// `15W`: the weekday nearest to a day of the month, within the month; `LW`, where `wanted` is 0,
  /// its last weekday.
  record NearestWeekday(int wanted) implements CronDays {
    @Override
    public boolean admits(LocalDate day) {
      YearMonth month = YearMonth.from(day);
      if (wanted > month.lengthOfMonth()) {
        return false;
      }
      LocalDate target = wanted == 0 ? month.atEndOfMonth() : month.atDay(wanted);
      return day.equals(nearest(target, wanted == 0));
    }

    private static LocalDate nearest(LocalDate target, boolean backOnly) {
      boolean isFirst = target.getDayOfMonth() == 1;
      boolean isLast = backOnly || target.getDayOfMonth() == target.lengthOfMonth();
      if (target.getDayOfWeek() == DayOfWeek.SATURDAY) {
        return isFirst ? target.plusDays(2) : target.minusDays(1);
      }
      if (target.getDayOfWeek() == DayOfWeek.SUNDAY) {
        return isLast ? target.minusDays(2) : target.plusDays(1);
      }
      return target;
    }
  }

  record OfWeek(BitSet days) implements CronDays {
    @Override
    public boolean admits(LocalDate day) {
      return days.get(CronExpression.weekday(day.getDayOfWeek()));
    }
  }

  /// `6L`: the last such day of the month.
  record LastOfWeek(int weekday) implements CronDays {
    @Override
    public boolean admits(LocalDate day) {
      return CronExpression.weekday(day.getDayOfWeek()) == weekday
          && day.getDayOfMonth() > day.lengthOfMonth() - 7;
    }
  }

  /// `3#2`: the second such day of the month.
  record NthOfWeek(int weekday, int nth) implements CronDays {
    @Override
    public boolean admits(LocalDate day) {
      return CronExpression.weekday(day.getDayOfWeek()) == weekday
          && (day.getDayOfMonth() - 1) / 7 + 1 == nth;
    }
  }

  // AWS (cron expressions): day of month and day of week can't both be given; one is `?`.
  static Optional<CronDays> parse(String dayOfMonth, String dayOfWeek) {
    if (dayOfMonth.equals("?") == dayOfWeek.equals("?")) {
      return Optional.empty();
    }
    return dayOfWeek.equals("?") ? ofMonth(dayOfMonth) : ofWeek(dayOfWeek);
  }

  private static Optional<CronDays> ofMonth(String text) {
    if (text.equals("L")) {
      return Optional.of(new LastOfMonth());
    }
    if (text.equals("LW")) {
      return Optional.of(new NearestWeekday(0));
    }
    if (text.endsWith("W")) {
      int day = MONTH_DAYS.number(text.substring(0, text.length() - 1));
      return day < 0 ? Optional.empty() : Optional.of(new NearestWeekday(day));
    }
    return MONTH_DAYS.parse(text).map(OfMonth::new);
  }

  private static Optional<CronDays> ofWeek(String text) {
    int hash = text.indexOf('#');
    if (hash >= 0) {
      int day = WEEK_DAYS.number(text.substring(0, hash));
      int nth = CronField.rising(1, 5).number(text.substring(hash + 1));
      return day < 0 || nth < 0 ? Optional.empty() : Optional.of(new NthOfWeek(day, nth));
    }
    // AWS (cron expressions): alone it is the last day of the week, behind a day that of the month.
    if (text.equals("L")) {
      return WEEK_DAYS.parse("7").map(OfWeek::new);
    }
    if (text.endsWith("L")) {
      int day = WEEK_DAYS.number(text.substring(0, text.length() - 1));
      return day < 0 ? Optional.empty() : Optional.of(new LastOfWeek(day));
    }
    return WEEK_DAYS.parse(text).map(OfWeek::new);
  }
}
