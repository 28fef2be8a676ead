package io.waybill.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DistributionTest {
  private final Distribution seen = new Distribution();

  @Test
  void countSumLeastAndGreatestAreExact() {
    seen.add(0.123456);
    seen.add(98_765.4321, 3);

    assertThat(seen.count()).isEqualTo(4);
    assertThat(seen.sum()).isCloseTo(0.123456 + 3 * 98_765.4321, within(1e-9));
    assertThat(seen.minimum()).isEqualTo(0.123456);
    assertThat(seen.maximum()).isEqualTo(98_765.4321);
  }

  @Test
  void valuesThatShareThreeDigitsAreKeptTogether() {
    seen.add(1_234);
    seen.add(1_229.9);
    seen.add(1_235.1);
    seen.add(0);
    seen.add(999);

    assertThat(seen.values()).isEqualTo(Map.of(1_230.0, 2L, 1_240.0, 1L, 0.0, 1L, 999.0, 1L));
  }

  @Test
  void aRowOfEqualValuesIsCountedAsEachOfThem() {
    for (int i = 0; i < 6; i++) {
      seen.add(1);
      seen.add(1);
      seen.add(i % 3);
    }
    assertThat(seen.values()).isEqualTo(Map.of(0.0, 2L, 1.0, 14L, 2.0, 2L));
    assertThat(seen.values()).isEqualTo(Map.of(0.0, 2L, 1.0, 14L, 2.0, 2L));
  }

  @Test
  void valuesOfAnotherAreAdded() {
    Distribution other = new Distribution();
    other.add(7);
    other.add(2, 3);
    seen.add(2);
    seen.addAll(other);
    seen.addAll(new Distribution());
    seen.add(7);

    assertThat(seen.values()).isEqualTo(Map.of(2.0, 4L, 7.0, 2L));
    assertThat(seen.count()).isEqualTo(6);
    assertThat(seen.sum()).isEqualTo(22);
    assertThat(seen.minimum()).isEqualTo(2);
    assertThat(seen.maximum()).isEqualTo(7);
  }

  @Test
  void manyValuesTakeNoMoreRoomThanTheirSpan() {
    for (int i = 1; i <= 1_000_000; i++) {
      seen.add(i);
    }
    assertThat(seen.values().size()).isLessThan(5 * 900);
    assertThat(seen.values().values().stream().mapToLong(each -> each).sum()).isEqualTo(1_000_000);
  }
}
