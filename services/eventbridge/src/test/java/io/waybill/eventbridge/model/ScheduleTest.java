package io.waybill.eventbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {
  private static String next(String expression, String after) {
    long millis = Schedule.parse(expression).next(Instant.parse(after).toEpochMilli());
    return millis == Long.MAX_VALUE ? "never" : Instant.ofEpochMilli(millis).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate(1 minute)                  | 2024-01-01T00:00:30Z | 2024-01-01T00:01:30Z
          rate(5 minutes)                 | 2024-01-01T00:00:00Z | 2024-01-01T00:05:00Z
          rate(1 hour)                    | 2024-01-01T00:00:00Z | 2024-01-01T01:00:00Z
          rate(2 days)                    | 2024-01-01T00:00:00Z | 2024-01-03T00:00:00Z
          cron(0 12 * * ? *)              | 2024-01-01T11:59:59Z | 2024-01-01T12:00:00Z
          cron(0 12 * * ? *)              | 2024-01-01T12:00:00Z | 2024-01-02T12:00:00Z
          cron(15 10 ? * 6L 2022-2026)    | 2024-02-01T00:00:00Z | 2024-02-23T10:15:00Z
          cron(0 18 ? * MON-FRI *)        | 2024-01-05T18:00:00Z | 2024-01-08T18:00:00Z
          cron(0 8 1 * ? *)               | 2024-01-01T08:00:00Z | 2024-02-01T08:00:00Z
          cron(0/15 * * * ? *)            | 2024-01-01T00:16:00Z | 2024-01-01T00:30:00Z
          cron(0/5 8-17 ? * MON-FRI *)    | 2024-01-01T17:55:00Z | 2024-01-02T08:00:00Z
          cron(0/30 20-2 ? * MON-FRI *)   | 2024-01-01T02:30:00Z | 2024-01-01T20:00:00Z
          cron(0 0 L * ? *)               | 2024-02-01T00:00:00Z | 2024-02-29T00:00:00Z
          cron(0 9 15W * ? *)             | 2024-06-01T00:00:00Z | 2024-06-14T09:00:00Z
          cron(0 9 1W * ? *)              | 2024-06-01T00:00:00Z | 2024-06-03T09:00:00Z
          cron(0 9 LW * ? *)              | 2024-06-01T00:00:00Z | 2024-06-28T09:00:00Z
          cron(0 9 ? * L *)               | 2024-06-01T10:00:00Z | 2024-06-08T09:00:00Z
          cron(0 9 ? * SAT-SUN *)         | 2024-06-01T10:00:00Z | 2024-06-02T09:00:00Z
          cron(0 9 1 NOV-FEB ? *)         | 2024-02-02T00:00:00Z | 2024-11-01T09:00:00Z
          cron(0 9 1 1 ? 2199)            | 2024-02-02T00:00:00Z | 2199-01-01T09:00:00Z
          cron(*/20,7 9 1/10 * ? *)       | 2024-02-02T00:00:00Z | 2024-02-11T09:00:00Z
          cron(0  9   1 JAN  ?    2030)   | 2024-02-02T00:00:00Z | 2030-01-01T09:00:00Z
          cron(0 9 ? * 3#2 *)             | 2024-06-01T00:00:00Z | 2024-06-11T09:00:00Z
          cron(0 9 ? * TUE#2 *)           | 2024-06-01T00:00:00Z | 2024-06-11T09:00:00Z
          cron(5,35 14 29 2 ? *)          | 2024-03-01T00:00:00Z | 2028-02-29T14:05:00Z
          cron(0 0 1 jan ? 2020)          | 2024-01-01T00:00:00Z | never
          """)
  void theNextTimeIsTheFirstThatTheExpressionNames(String expression, String after, String next) {
    assertThat(next(expression, after)).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(1 minutes)",
        "rate(2 minute)",
        "rate(0 minutes)",
        "rate(-1 minutes)",
        "rate(5 seconds)",
        "rate(5 Minutes)",
        "rate( 5 minutes)",
        "rate(5 minutes",
        "cron(0 1 * * * *)",
        "cron(0 1 ? * ? *)",
        "cron(0 dummy ? * MON-FRI *)",
        "cron(7 20 * * NOT *)",
        "cron(71 8 1 * ? *)",
        "cron(0 24 1 * ? *)",
        "cron(0 0 32 * ? *)",
        "cron(0 0 ? * 8 *)",
        "cron(0 0 ? * 2#6 *)",
        "cron(0 0 1 * ?)",
        "cron(INVALID)",
        "cron(5-1 8 1 * ? *)",
        "cron(0 8 20-10 * ? *)",
        "cron(0 8 1 * ? 2030-2025)",
        "cron(0 8 1 * ? 1969)",
        "cron(0 8 1 * ? 2200)",
        "cron(0 8 1 0 ? *)",
        "cron(0 8 1 13 ? *)",
        "cron(0 8 ? * 0 *)",
        "cron(0 8 ? * ? *)",
        "cron(0 8 * * MON *)",
        "cron(? 8 1 * ? *)",
        "cron(0 8 1 ? ? *)",
        "cron(0 8 1 * ? ?)",
        "cron(0 8 W * ? *)",
        "cron(0 8 1W,2W * ? *)",
        "cron(0 8 L-3 * ? *)",
        "cron(0 8 1L * ? *)",
        "cron(0 8 ? * 3W *)",
        "cron(0 8 ? * 3#1,6#3 *)",
        "cron(0 8 ? * 3#0 *)",
        "cron(0 8 ? * 3# *)",
        "cron(0 8 ? * MONDAY *)",
        "cron(0 8 1 JANUARY ? *)",
        "cron(0 JAN 1 * ? *)",
        "cron(0/0 8 1 * ? *)",
        "cron(0/ 8 1 * ? *)",
        "cron(0/-5 8 1 * ? *)",
        "cron(1,,2 8 1 * ? *)",
        "cron(,1 8 1 * ? *)",
        "cron(1-2-3 8 1 * ? *)",
        "cron(1- 8 1 * ? *)",
        "cron(-1 8 1 * ? *)",
        "cron(*-5 8 1 * ? *)",
        "cron(1.5 8 1 * ? *)",
        "cron(0 8 1 * ? * *)",
        "cron()",
        "cron(      )",
        "cron(0 8 1 * ? *",
        "cron (0 8 1 * ? *)",
        "CRON(0 8 1 * ? *)",
        "0 8 1 * ? *",
        "rate()",
        "rate(5)",
        "rate(minutes)",
        "rate(5minutes)",
        "rate(5  minutes)",
        "rate(1.5 hours)",
        "rate(10 years)",
        "rate(1 day )",
        "RATE(1 day)",
        "at(2024-01-01T00:00:00)",
        ""
      })
  void whatIsNoScheduleIsRefused(String expression) {
    assertThatThrownBy(() -> Schedule.parse(expression))
        .hasMessage("Parameter ScheduleExpression is not valid.");
  }

  @Test
  void whatWasMissedIsLeftOut() {
    Schedule rate = Schedule.parse("rate(5 minutes)");
    long due = Instant.parse("2024-01-01T00:05:00Z").toEpochMilli();
    long now = Instant.parse("2024-01-01T01:07:00Z").toEpochMilli();
    assertThat(Instant.ofEpochMilli(rate.nextBehind(due, now))).hasToString("2024-01-01T01:10:00Z");
    Schedule cron = Schedule.parse("cron(0 * * * ? *)");
    assertThat(Instant.ofEpochMilli(cron.nextBehind(due, now))).hasToString("2024-01-01T02:00:00Z");
  }
}
