package io.waybill.engine.partition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DuesTest {
  private final Dues dues = new Dues();

  @Test
  void nothingIsDueWhereNothingIs() {
    dues.add(1, Long.MAX_VALUE);
    assertThat(dues.next()).isEqualTo(Long.MAX_VALUE);
    assertThat(dues.take(Long.MAX_VALUE - 1)).isEmpty();
  }

  @Test
  void theEarliestIsTakenFirstAndNoneBeforeItsTime() {
    dues.add(1, 30);
    dues.add(2, 10);
    dues.add(3, 10);
    assertThat(dues.take(9)).isEmpty();
    assertThat(dues.take(10)).hasValue(2);
    assertThat(dues.take(10)).hasValue(3);
    assertThat(dues.take(10)).isEmpty();
    assertThat(dues.next()).isEqualTo(30);
  }

  @Test
  void thingIsDueEarlierButNotLaterThanWasKnown() {
    dues.add(1, 30);
    dues.add(1, 20);
    dues.add(1, 40);
    assertThat(dues.take(20)).hasValue(1);
    assertThat(dues.next()).isEqualTo(Long.MAX_VALUE);
    dues.add(1, 40);
    assertThat(dues.next()).isEqualTo(40);
  }

  @Test
  void whatIsRemovedIsNotDue() {
    dues.add(1, 10);
    dues.add(2, 20);
    dues.remove(1);
    dues.remove(3);
    assertThat(dues.next()).isEqualTo(20);
  }
}
