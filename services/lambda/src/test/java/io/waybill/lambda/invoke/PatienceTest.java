package io.waybill.lambda.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Verdict;
import io.waybill.lambda.api.FunctionEventInvokeConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Outcome.Failed UNHANDLED =
      new Outcome.Failed(false, Patience.UNHANDLED, "", 0);
  private static final Outcome.Failed THROTTLED =
      new Outcome.Failed(false, Patience.THROTTLED, "", 0);
  private static final long HOUR = 3_600_000;
  private static final Patience DEFAULT = Patience.of(Optional.empty());

  @Test
  void functionThatFailsIsTriedAgainTwice() {
    assertThat(DEFAULT.end(UNHANDLED, 1, 0)).isEmpty();
    assertThat(DEFAULT.end(UNHANDLED, 2, 60_000)).isEmpty();
    assertThat(DEFAULT.end(UNHANDLED, 3, 180_000)).contains("RetriesExhausted");
  }

  @Test
  void afterOneMinuteAndThenTwo() {
    assertThat(DEFAULT.again(UNHANDLED, 1, 0, 1_000)).isEqualTo(new Verdict.Retry(61_000));
    assertThat(DEFAULT.again(UNHANDLED, 2, 60_000, 1_000)).isEqualTo(new Verdict.Retry(121_000));
  }

  @Test
  void throttleCountsAsNoAttemptAndWaitsLongerAsTheEventAges() {
    assertThat(DEFAULT.again(THROTTLED, 0, 0, 0)).isEqualTo(new Verdict.Postpone(1_000));
    assertThat(DEFAULT.again(THROTTLED, 0, 4_000, 0)).isEqualTo(new Verdict.Postpone(4_000));
    assertThat(DEFAULT.again(THROTTLED, 0, HOUR, 0)).isEqualTo(new Verdict.Postpone(300_000));
  }

  @Test
  void eventWaitsSixHoursAndNoRetryPassesThem() {
    assertThat(DEFAULT.end(THROTTLED, 0, 6 * HOUR - 1)).isEmpty();
    assertThat(DEFAULT.end(THROTTLED, 0, 6 * HOUR)).contains("EventAgeExceeded");
    assertThat(DEFAULT.end(UNHANDLED, 1, 6 * HOUR - 60_000)).isEmpty();
    assertThat(DEFAULT.end(UNHANDLED, 1, 6 * HOUR - 59_999)).contains("EventAgeExceeded");
  }

  @Test
  void theLastTryOfWhatWasHeldBackIsAtTheEndOfItsAge() {
    assertThat(DEFAULT.again(THROTTLED, 0, 6 * HOUR - 300_000, 0))
        .isEqualTo(new Verdict.Postpone(300_000));
    assertThat(DEFAULT.again(THROTTLED, 0, 6 * HOUR - 7_000, 0))
        .isEqualTo(new Verdict.Postpone(7_000));
  }

  @Test
  void configurationSaysHowOftenAndHowLong() {
    Patience none =
        Patience.of(
            Optional.of(
                FunctionEventInvokeConfig.builder()
                    .maximumRetryAttempts(0)
                    .maximumEventAgeInSeconds(60)
                    .build()));
    assertThat(none.end(UNHANDLED, 1, 0)).contains("RetriesExhausted");
    assertThat(none.end(THROTTLED, 0, 59_999)).isEmpty();
    assertThat(none.again(THROTTLED, 0, 40_000, 0)).isEqualTo(new Verdict.Postpone(20_000));
    assertThat(none.end(THROTTLED, 0, 60_000)).contains("EventAgeExceeded");
  }

  @Test
  void whatCanNeverRunEndsAtOnce() {
    assertThat(DEFAULT.end(new Outcome.Failed(true, Patience.NOT_RUN, "", 0), 0, 0))
        .contains("EventAgeExceeded");
    assertThat(DEFAULT.end(new Outcome.Failed(false, Patience.STOPPED, "", 0), 0, 0))
        .contains("ZeroReservedConcurrency");
    assertThat(DEFAULT.end(new Outcome.Failed(true, Patience.RECURSIVE, "", 0), 0, 0))
        .contains("RecursiveInvocation");
  }
}
