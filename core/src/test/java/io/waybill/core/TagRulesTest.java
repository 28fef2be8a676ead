package io.waybill.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"aws:", "aws:x", "AWS:x", "Aws:cloudformation:stack-name"})
  void prefixOfAwsIsReservedInAnyCase(String text) {
    assertThat(TagRules.isReserved(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aws", "x aws:", "awsome:x"})
  void whatOnlyResemblesThePrefixIsNot(String text) {
    assertThat(TagRules.isReserved(text)).isFalse();
  }

  @Test
  void keyHas1To128Characters() {
    assertThat(TagRules.isKeyLength("")).isFalse();
    assertThat(TagRules.isKeyLength("k")).isTrue();
    assertThat(TagRules.isKeyLength("k".repeat(128))).isTrue();
    assertThat(TagRules.isKeyLength("k".repeat(129))).isFalse();
  }

  @Test
  void valueHasUpTo256Characters() {
    assertThat(TagRules.isValueLength("")).isTrue();
    assertThat(TagRules.isValueLength("v".repeat(256))).isTrue();
    assertThat(TagRules.isValueLength("v".repeat(257))).isFalse();
  }

  @Test
  void characterBeyondTheBasicPlaneCountsOnce() {
    assertThat(TagRules.isKeyLength("𐐀".repeat(128))).isTrue();
    assertThat(TagRules.isKeyLength("𐐀".repeat(129))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "Kosten stelle", "日本", "_.:/=+-@"})
  void lettersDigitsSpacesAndEightSignsAreOfTheirCharacters(String text) {
    assertThat(TagRules.isOfItsCharacters(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a*", "<", "\n", "😀"})
  void othersAreNot(String text) {
    assertThat(TagRules.isOfItsCharacters(text)).isFalse();
  }

  @Test
  void resourceHasAtMost50() {
    Map<String, String> tags = new TreeMap<>();
    for (int i = 0; i < 50; i++) {
      tags.put("k" + i, "");
    }
    assertThat(TagRules.areTooMany(tags)).isFalse();
    assertThat(TagRules.areTooMany(TagRules.added(tags, Map.of("k0", "new")))).isFalse();
    assertThat(TagRules.areTooMany(TagRules.added(tags, Map.of("more", "")))).isTrue();
  }

  @Test
  void tagsAreReplacedByKeyAndRemovedByKey() {
    Map<String, String> tags = TagRules.added(Map.of("a", "1", "b", "2"), Map.of("a", "3"));
    assertThat(tags).isEqualTo(Map.of("a", "3", "b", "2"));
    assertThat(TagRules.removed(tags, List.of("a", "absent"))).isEqualTo(Map.of("b", "2"));
  }
}
