package io.waybill.sns.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SmsPartsTest {
  @Test
  void aHundredAndSixtyCharactersOfItsAlphabetAreOneSms() {
    assertThat(SmsParts.of("a".repeat(160))).isEqualTo(1);
    assertThat(SmsParts.of("a".repeat(161))).isEqualTo(2);
    assertThat(SmsParts.of("a".repeat(306))).isEqualTo(2);
    assertThat(SmsParts.of("a".repeat(307))).isEqualTo(3);
  }

  @Test
  void someOfThemTakeTheRoomOfTwo() {
    assertThat(SmsParts.of("€".repeat(80))).isEqualTo(1);
    assertThat(SmsParts.of("€".repeat(81))).isEqualTo(2);
  }

  @Test
  void ofOtherCharactersSeventyAre() {
    assertThat(SmsParts.of("я".repeat(70))).isEqualTo(1);
    assertThat(SmsParts.of("я".repeat(71))).isEqualTo(2);
  }
}
