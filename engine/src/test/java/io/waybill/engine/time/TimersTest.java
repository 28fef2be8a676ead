package io.waybill.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimersTest {
  private final Timers timers = new Timers();
  private final Timers.Timed one = () -> {};
  private final Timers.Timed other =
      new Timers.Timed() {
        @Override
        public void tick() {}
      };

  @Test
  void theEarliestComesFirst() {
    timers.set(one, 20);
    timers.set(other, 10);

    assertThat(timers.earliest()).isEqualTo(10);
    assertThat(timers.take(20)).containsExactly(other, one);
    assertThat(timers.earliest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nobodyIsTakenBeforeItsTime() {
    timers.set(one, 20);

    assertThat(timers.take(19)).isEmpty();
    assertThat(timers.take(20)).containsExactly(one);
  }

  @Test
  void aNewTimeTakesThePlaceOfTheOld() {
    timers.set(one, 20);
    timers.set(one, 30);

    assertThat(timers.take(29)).isEmpty();
    assertThat(timers.take(30)).containsExactly(one);
  }
}
