package io.waybill.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofHours(1), Duration.ofMinutes(1));
  private static final Outcome.Failed FAILED = new Outcome.Failed(false, "Busy", "", 503);

  @Test
  void eachDelayIsTwiceTheOneBeforeUpToTheLongest() {
    Parcel parcel = parcel();
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(BACKOFF.again(parcel, FAILED, 0)).contains(new Verdict.Retry(seconds * 1_000L));
      parcel = parcel.triedAgain();
    }
  }

  @Test
  void noAttemptComesAfterTheAge() {
    long last = Duration.ofHours(1).toMillis() - 1_000;
    assertThat(BACKOFF.again(parcel(), FAILED, last)).contains(new Verdict.Retry(last + 1_000));
    assertThat(BACKOFF.again(parcel(), FAILED, last + 1)).isEmpty();
  }

  @Test
  void whatIsRefusedForGoodIsNotTriedAgain() {
    assertThat(BACKOFF.again(parcel(), new Outcome.Failed(true, "Gone", "", 410), 0)).isEmpty();
  }

  private static Parcel parcel() {
    return Parcel.fresh(new Lane(1), 1, new byte[0], 0);
  }
}
