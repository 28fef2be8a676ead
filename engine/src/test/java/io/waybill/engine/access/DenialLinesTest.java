package io.waybill.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How much the server's log is told of denials.
final class DenialLinesTest {
  private static final long NOON = 1_767_355_200_000L; // 2026-01-02T12:00:00Z
  private static final long MINUTE = 60_000;

  private final DenialLines lines = new DenialLines();

  private static Denial denial(Optional<String> statement) {
    Caller caller =
        new Caller(
            new AccountId("111111111111"),
            new Region("us-east-1"),
            "sns.amazonaws.com",
            "request",
            "",
            "arn:aws:sns:us-east-1:111111111111:news");
    return new Denial(
        caller, "sqs:SendMessage", "arn:aws:sqs:us-east-1:111111111111:orders", statement, false);
  }

  private Optional<String> line(long millis) {
    return lines.line(denial(Optional.empty()), millis);
  }

  @Test
  void aLineNamesWhoWasDeniedWhatAndWhy() {
    String begin =
        "request arn:aws:sns:us-east-1:111111111111:news: sns.amazonaws.com may not"
            + " sqs:SendMessage arn:aws:sqs:us-east-1:111111111111:orders, ";

    assertThat(line(NOON)).hasValue(begin + "no statement allows it");
    assertThat(lines.line(denial(Optional.of("S")), NOON))
        .hasValue(begin + "denied by statement S");
  }

  @Test
  void aMinuteHasSoManyLinesAndTheNextTellsHowManyWereLeftOut() {
    for (int i = 0; i < DenialLines.A_MINUTE; i++) {
      assertThat(line(NOON + i)).isPresent();
    }
    for (int i = 0; i < 1_234; i++) {
      assertThat(line(NOON + MINUTE - 1)).isEmpty();
    }

    assertThat(line(NOON + MINUTE).orElseThrow())
        .endsWith("no statement allows it; 1234 more denials were not told before");
    assertThat(line(NOON + MINUTE).orElseThrow()).endsWith("no statement allows it");
  }
}
