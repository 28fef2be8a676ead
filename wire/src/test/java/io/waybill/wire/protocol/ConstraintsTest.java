package io.waybill.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Constraint;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Violations;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The words in which AWS tells of a broken constraint.
final class ConstraintsTest {
  private final Violations violations = new Violations();

  @Test
  void nothingBrokenIsNothingRefused() {
    name().check(violations, "", "streamName", "orders");
    assertThatCode(violations::refuseIfAny).doesNotThrowAnyException();
  }

  @Test
  void anAbsentMember() {
    violations.absent("streamName");
    assertThat(told())
        .isEqualTo(
            "1 validation error detected: Value null at 'streamName' failed to satisfy constraint:"
                + " Member must not be null");
  }

  @Test
  void severalAreToldTogether() {
    name().check(violations, "", "streamName", "");
    assertThat(told())
        .isEqualTo(
            "2 validation errors detected: Value '' at 'streamName' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+;"
                + " Value '' at 'streamName' failed to satisfy constraint:"
                + " Member must have length greater than or equal to 1");
  }

  @Test
  void whatMatchedBeforeMatchesAgainAndNothingElseDoes() {
    Constraint name = Constraint.builder().pattern("[a-z0-9-]+").build();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 1_000; i++) {
        name.check(violations, "", "streamName", "orders-" + i);
        name.check(violations, "", "streamName", "long-".repeat(50) + i);
      }
    }
    assertThatCode(violations::refuseIfAny).doesNotThrowAnyException();
    name.check(violations, "", "streamName", "orders 1");
    name.check(violations, "", "streamName", "orders 1");
    assertThat(told()).startsWith("2 validation errors detected");
  }

  @Test
  void lengthCountsCharactersNotUnits() {
    Constraint two = Constraint.builder().lengthMax(2).build();
    two.check(violations, "", "name", "😀😀");
    assertThatCode(violations::refuseIfAny).doesNotThrowAnyException();
    two.check(violations, "", "name", "😀😀😀");
    assertThat(told()).endsWith("Member must have length less than or equal to 2");
  }

  @Test
  void numbersEnumsAndLists() {
    Constraint.builder().rangeMin("1").rangeMax("10").build().check(violations, "", "limit", 11);
    Constraint.builder().oneOf(List.of("A", "B")).build().check(violations, "", "type", "C");
    Constraint.builder().unique().build().check(violations, "", "ids", List.of("a", "a"));
    assertThat(told())
        .isEqualTo(
            "3 validation errors detected: Value '11' at 'limit' failed to satisfy constraint:"
                + " Member must have value less than or equal to 10;"
                + " Value 'C' at 'type' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [A, B];"
                + " Value '[a, a]' at 'ids' failed to satisfy constraint:"
                + " Member must have unique values");
  }

  @Test
  void anElementTellsAllRulesOfItsKind() {
    List<String> keys = List.of("ok", "");
    name().checkAll(violations, "tagKeys", keys, keys, "Member");
    assertThat(told())
        .isEqualTo(
            "1 validation error detected: Value '[ok, ]' at 'tagKeys' failed to satisfy constraint:"
                + " Member must satisfy constraint:"
                + " [Member must have length less than or equal to 128,"
                + " Member must have length greater than or equal to 1,"
                + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]");
  }

  @Test
  void aSensitiveValueIsNotTold() {
    Constraint.builder().lengthMin(6).sensitive().build().check(violations, "", "password", "abc");
    assertThat(told())
        .isEqualTo(
            "1 validation error detected: Value at 'password' failed to satisfy constraint:"
                + " Member must have length greater than or equal to 6");
  }

  @Test
  void aPatternThatWouldTakeForEverIsBroken() {
    Constraint.builder()
        .pattern("^([0-9]+)+$")
        .build()
        .check(violations, "", "x", "0".repeat(60) + "!");
    Constraint.builder().pattern("(a|b)*").build().check(violations, "", "y", "ab".repeat(100_000));
    assertThat(told()).startsWith("2 validation errors");
  }

  private static Constraint name() {
    return Constraint.builder().pattern("[a-zA-Z0-9_.-]+").lengthMin(1).lengthMax(128).build();
  }

  private String told() {
    Refusal refusal = catchThrowableOfType(Refusal.class, violations::refuseIfAny);
    assertThat(refusal.shape()).isSameAs(CommonErrors.VALIDATION);
    return refusal.text();
  }
}
