package io.waybill.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SystemTimeTest {
  private static final long START = 1_760_000_000_000L;

  private long nanos = 77;
  private long wall = START;
  private final SystemTime time = new SystemTime(() -> nanos, () -> wall, 0);

  private void pass(long millis) {
    nanos += millis * 1_000_000;
    wall += millis;
  }

  @Test
  void itGoesWithBothClocks() {
    pass(1_500);
    assertThat(time.millis()).isEqualTo(START + 1_500);
  }

  @Test
  void aClockSetForwardIsFollowedAtOnce() {
    wall += 3_600_000;
    assertThat(time.millis()).isEqualTo(START + 3_600_000);

    pass(10);
    assertThat(time.millis()).isEqualTo(START + 3_600_010);
  }

  @Test
  void aClockSetBackIsNotFollowedAndTimeGoesOn() {
    pass(5_000);
    assertThat(time.millis()).isEqualTo(START + 5_000);
    wall -= 3_600_000;
    assertThat(time.millis()).isEqualTo(START + 5_000);

    pass(2_000);
    assertThat(time.millis()).isEqualTo(START + 7_000);
  }

  @Test
  void aClockSetForwardAndBackStaysWhereItWasFurthest() {
    wall += 60_000;
    assertThat(time.millis()).isEqualTo(START + 60_000);
    wall -= 60_000;
    pass(1_000);

    assertThat(time.millis()).isEqualTo(START + 61_000);
  }

  @Test
  void aMinuteOfStandingStillHasPassedAfterwards() {
    time.millis();
    pass(60_000);

    assertThat(time.millis()).isEqualTo(START + 60_000);
  }

  @Test
  void aMachineThatSleptWithoutItsMonotonicClockCatchesUp() {
    wall += 60_000;
    pass(5);

    assertThat(time.millis()).isEqualTo(START + 60_005);
  }

  @Test
  void aClockThatBeginsAheadRunsOnFromThereUntilTheMachinesHasCaughtUp() {
    SystemTime ahead = new SystemTime(() -> nanos, () -> wall, START + 60_000);
    pass(1_000);
    assertThat(ahead.millis()).isEqualTo(START + 61_000);

    wall += 120_000;
    assertThat(ahead.millis()).isEqualTo(START + 121_000);
  }
}
