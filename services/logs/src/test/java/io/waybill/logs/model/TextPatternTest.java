package io.waybill.logs.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextPatternTest {
  @Test
  void anEmptyPatternWantsEveryMessage() {
    assertThat(TextPattern.parse(" ").matches("anything")).isTrue();
  }

  @Test
  void allPlainTermsMustBeThere() {
    TextPattern pattern = TextPattern.parse("ERROR ARGUMENTS");
    assertThat(pattern.matches("ERROR INVALID ARGUMENTS")).isTrue();
    assertThat(pattern.matches("ERROR MISSING")).isFalse();
  }

  @Test
  void oneOptionalTermIsEnough() {
    TextPattern pattern = TextPattern.parse("?ERROR ?WARN");
    assertThat(pattern.matches("WARN slow")).isTrue();
    assertThat(pattern.matches("INFO slow")).isFalse();
  }

  @Test
  void anExcludedTermRefusesTheMessage() {
    TextPattern pattern = TextPattern.parse("ERROR -EXITING");
    assertThat(pattern.matches("ERROR 1")).isTrue();
    assertThat(pattern.matches("ERROR EXITING")).isFalse();
  }

  @Test
  void aPhraseIsFoundAsItIsWritten() {
    TextPattern pattern = TextPattern.parse("\"INTERNAL SERVER ERROR\" -\"a \\\"b\\\"\"");
    assertThat(pattern.matches("500 INTERNAL SERVER ERROR")).isTrue();
    assertThat(pattern.matches("SERVER INTERNAL ERROR")).isFalse();
    assertThat(pattern.matches("INTERNAL SERVER ERROR a \"b\"")).isFalse();
  }

  @Test
  void caseCounts() {
    assertThat(TextPattern.parse("ERROR").matches("error")).isFalse();
  }
}
