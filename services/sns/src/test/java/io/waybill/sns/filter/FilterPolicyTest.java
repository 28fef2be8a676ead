package io.waybill.sns.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.shapes.Refusal;
import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.model.Place;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterPolicyTest {
  private static void refused(String policy, String message) {
    assertThatThrownBy(() -> FilterPolicy.parse(policy, true, Place.MAP))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.text())
                    .isEqualTo("Invalid parameter: Attributes Reason: FilterPolicy: " + message));
  }

  private static void refusedAt(String policy, String message, int column) {
    refused(
        policy,
        message + "\n at [Source: (String)\"" + policy + "\"; line: 1, column: " + column + "]");
  }

  private static Optional<String> mismatch(String policy, String object) {
    JsonValue.Obj read = JsonValue.parseObject(object).orElseThrow();
    return FilterPolicy.parse(policy, true, Place.MAP)
        .mismatch(
            new FilteredMessage(
                new FilteredMessage.Source() {
                  @Override
                  public JsonValue.Obj attributes() {
                    return read;
                  }

                  @Override
                  public JsonValue.Obj body() {
                    return read;
                  }
                }));
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    refusedAt(
        "{\"key\":[[\"value\"]]}", "Match value must be String, number, true, false, or null", 10);
    refusedAt(
        "{\"key\":[{\"wrong-operator\":true}]}", "Unrecognized match type wrong-operator", 31);
    refusedAt(
        "{\"key\":[{\"suffix\":\"value\",\"prefix\":\"value2\"}]}",
        "Only one key allowed in match expression",
        37);
    String exists = "exists match pattern must be either true or false.";
    refusedAt("{\"key\":[{\"exists\":null}]}", exists, 23);
    refusedAt("{\"key\":[{\"exists\":\"no\"}]}", exists, 20);
    refusedAt(
        "{\"key\":[{\"anything-but\":{\"exists\":false}}]}",
        "Unsupported anything-but pattern: exists",
        40);
    refusedAt(
        "{\"key\":[{\"anything-but\":{\"prefix\":false}}]}",
        "prefix match pattern must be a string",
        40);
    refusedAt(
        "{\"key\":[{\"anything-but\":{\"suffix\":\"test\"}}]}",
        "Unsupported anything-but pattern: suffix",
        36);
    refusedAt(
        "{\"key\":[{\"anything-but\":{\"wrong-operator\":null}}]}",
        "Unsupported anything-but pattern: wrong-operator",
        47);
    refusedAt("{\"key_a\":\"value_one\"}", "\"key_a\" must be an object or an array", 11);
  }

  @Test
  void notJsonIsRefused() {
    refused("{", "failed to parse JSON.");
    refused("[]", "failed to parse JSON.");
  }

  @Test
  void fiveKeysAreTheMost() {
    assertThat(mismatch(keys(5), "{}")).isPresent();
    refused(keys(6), "Filter policy can not have more than 5 keys");
  }

  private static String keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"k" + i + "\":[1]")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String values(int count) {
    return IntStream.range(0, count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aHundredAndFiftyCombinationsAreTheMost() {
    assertThat(mismatch("{\"a\":" + values(150) + "}", "{\"a\":149}")).isEmpty();
    refused("{\"a\":" + values(151) + "}", "Filter policy is too complex");
    assertThat(mismatch("{\"a\":" + values(15) + ",\"b\":" + values(10) + "}", "{\"a\":1,\"b\":2}"))
        .isEmpty();
    refused("{\"a\":" + values(16) + ",\"b\":" + values(10) + "}", "Filter policy is too complex");
  }

  @Test
  void depthMultipliesAndAlternativesAddUp() {
    refused("{\"a\":{\"b\":" + values(76) + "}}", "Filter policy is too complex");
    assertThat(mismatch("{\"a\":{\"b\":" + values(75) + "}}", "{\"a\":{\"b\":3}}")).isEmpty();
    String or = "{\"$or\":[{\"a\":%s},{\"b\":%s}]}";
    assertThat(mismatch(or.formatted(values(75), values(75)), "{\"b\":3}")).isEmpty();
    refused(or.formatted(values(75), values(76)), "Filter policy is too complex");
  }

  @Test
  void nestingIsForBodiesAlone() {
    assertThatThrownBy(() -> FilterPolicy.parse("{\"a\":{\"b\":[1]}}", false, Place.ALONE))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.text())
                    .isEqualTo(
                        "Invalid parameter: FilterPolicy: Filter policy scope MessageAttributes"
                            + " does not support nested filter policy"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":[\"x\"]} | {\"a\":\"x\"} | true",
        "{\"a\":[\"x\"]} | {\"a\":\"X\"} | false",
        "{\"a\":[\"x\"]} | {\"a\":[\"y\",\"x\"]} | true",
        "{\"a\":[\"x\"]} | {\"a\":[]} | false",
        "{\"a\":[1]} | {\"a\":1.0} | true",
        "{\"a\":[1]} | {\"a\":\"1\"} | false",
        "{\"a\":[null]} | {\"a\":null} | true",
        "{\"a\":[null]} | {} | false",
        "{\"a\":[true]} | {\"a\":true} | true",
        "{\"a\":[{\"exists\":true}]} | {\"a\":null} | true",
        "{\"a\":[{\"exists\":true}]} | {\"b\":1} | false",
        "{\"a\":[{\"exists\":false}]} | {\"b\":1} | true",
        "{\"a\":[{\"exists\":false}]} | {\"a\":1} | false",
        "{\"a\":[{\"prefix\":\"ab\"}]} | {\"a\":\"abc\"} | true",
        "{\"a\":[{\"suffix\":\"bc\"}]} | {\"a\":\"abc\"} | true",
        "{\"a\":[{\"suffix\":\"ab\"}]} | {\"a\":\"abc\"} | false",
        "{\"a\":[{\"equals-ignore-case\":\"AbC\"}]} | {\"a\":\"aBc\"} | true",
        "{\"a\":[{\"wildcard\":\"a*c*e\"}]} | {\"a\":\"abcde\"} | true",
        "{\"a\":[{\"wildcard\":\"a*c*e\"}]} | {\"a\":\"ae\"} | false",
        "{\"a\":[{\"wildcard\":\"ab*b\"}]} | {\"a\":\"ab\"} | false",
        "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}]} | {\"a\":\"10.0.0.255\"} | true",
        "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}]} | {\"a\":\"10.0.1.0\"} | false",
        "{\"a\":[{\"cidr\":\"2001:db8::/32\"}]} | {\"a\":\"2001:db8:1::5\"} | true",
        "{\"a\":[{\"cidr\":\"2001:db8::/32\"}]} | {\"a\":\"2001:db9::\"} | false",
        "{\"a\":[{\"numeric\":[\"=\",3]}]} | {\"a\":3.00} | true",
        "{\"a\":[{\"numeric\":[\">\",0,\"<=\",5]}]} | {\"a\":5} | true",
        "{\"a\":[{\"numeric\":[\">\",0,\"<=\",5]}]} | {\"a\":0} | false",
        "{\"a\":[{\"numeric\":[\"<\",5]}]} | {\"a\":5} | false",
        "{\"a\":[{\"anything-but\":\"x\"}]} | {\"a\":\"y\"} | true",
        "{\"a\":[{\"anything-but\":[\"x\",\"y\"]}]} | {\"a\":\"y\"} | false",
        "{\"a\":[{\"anything-but\":[\"x\",\"y\"]}]} | {\"a\":[\"y\",\"z\"]} | true",
        "{\"a\":[{\"anything-but\":[1]}]} | {\"a\":1} | false",
        "{\"a\":[{\"anything-but\":{\"prefix\":\"x\"}}]} | {\"a\":\"xy\"} | false",
        "{\"a\":[{\"anything-but\":\"x\"}]} | {} | false",
        "{\"a\":{\"b\":[1]}} | {\"a\":{\"b\":1}} | true",
        "{\"a\":{\"b\":[1],\"c\":[2]}} | {\"a\":[{\"b\":1,\"c\":3},{\"b\":2,\"c\":2}]} | false",
        "{\"a\":{\"b\":[1],\"c\":[2]}} | {\"a\":[{\"b\":9},{\"b\":1,\"c\":2}]} | true",
        "{\"a\":{\"b\":[{\"exists\":false}]}} | {} | true",
        "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]} | {\"b\":2} | true",
        "{\"$or\":[{\"a\":[1]},{\"b\":[2]}]} | {\"a\":2} | false",
        "{\"c\":[1],\"$or\":[{\"a\":[1]},{\"b\":[2]}]} | {\"b\":2} | false",
        "{} | {\"b\":2} | true",
      })
  void aPolicyMatches(String policy, String object, boolean expected) {
    assertThat(mismatch(policy, object).isEmpty()).isEqualTo(expected);
  }

  @Test
  void theKeyThatAMessageFailsAtIsTold() {
    assertThat(mismatch("{\"a\":[1],\"b\":[2]}", "{\"a\":1,\"b\":3}")).contains("b");
    assertThat(mismatch("{\"a\":{\"b\":[1]}}", "{\"a\":{\"b\":2}}")).contains("a.b");
  }
}
