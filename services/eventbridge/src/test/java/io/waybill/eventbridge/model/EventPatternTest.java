package io.waybill.eventbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":["x"]}                                        | {"a":"x"}             | true
          {"a":["x"]}                                        | {"a":["y","x"]}       | true
          {"a":["x"]}                                        | {"a":"y"}             | false
          {"a":[null]}                                       | {"a":null}            | true
          {"a":[true,5]}                                     | {"a":5.0}             | true
          {"a":[{"prefix":"ab"}]}                            | {"a":"abc"}           | true
          {"a":[{"prefix":{"equals-ignore-case":"AB"}}]}     | {"a":"abc"}           | true
          {"a":[{"suffix":"bc"}]}                            | {"a":"abc"}           | true
          {"a":[{"suffix":{"equals-ignore-case":"BC"}}]}     | {"a":"abc"}           | true
          {"a":[{"equals-ignore-case":"ABC"}]}               | {"a":"abc"}           | true
          {"a":[{"anything-but":["x","y"]}]}                 | {"a":"z"}             | true
          {"a":[{"anything-but":["x","y"]}]}                 | {"b":"z"}             | false
          {"a":[{"anything-but":{"prefix":"ab"}}]}           | {"a":"abc"}           | false
          {"a":[{"anything-but":{"suffix":["bc","cd"]}}]}    | {"a":"abc"}           | false
          {"a":[{"anything-but":{"equals-ignore-case":"A"}}]}| {"a":"b"}             | true
          {"a":[{"anything-but":{"wildcard":"*/x/*"}}]}      | {"a":"q/x/y"}         | false
          {"a":[{"numeric":[">",0,"<=",5]}]}                 | {"a":5}               | true
          {"a":[{"numeric":["=",301.8]}]}                    | {"a":3.018e2}         | true
          {"a":[{"cidr":"10.0.0.0/24"}]}                     | {"a":"10.0.0.255"}    | true
          {"a":[{"cidr":"2001:db8::/32"}]}                   | {"a":"2001:db8::1"}   | true
          {"a":[{"exists":true}]}                            | {"a":0}               | true
          {"a":[{"exists":false}]}                           | {"b":0}               | true
          {"a":[{"wildcard":"a*c"}]}                         | {"a":"abbc"}          | true
          {"$or":[{"a":["x"]},{"b":["y"]}]}                  | {"b":"y"}             | true
          {"a":{"b":["x"]},"c":["y"]}                        | {"a":{"b":"x"}}       | false
          """)
  void patternsMatchAsAwsDoes(String pattern, String event, boolean matches) {
    assertThat(EventPattern.matches(EventPattern.checked(pattern), event)).isEqualTo(matches);
  }

  private static void refused(String pattern, String reason) {
    assertThatThrownBy(() -> EventPattern.checked(pattern))
        .hasMessage("Event pattern is not valid. Reason: " + reason);
  }

  @Test
  void aFaultIsToldWithItsPlace() {
    refused(
        "{\"a\":[]}",
        "Empty arrays are not allowed\n at [Source: (String)\"{\"a\":[]}\"; line: 1, column: 8]");
    refused(
        "{\"a\":5}",
        "\"a\" must be an object or an array\n"
            + " at [Source: (String)\"{\"a\":5}\"; line: 1, column: 7]");
    refused(
        "nonsense",
        "Unrecognized token 'nonsense': was expecting (JSON String, Number, Array, Object or token"
            + " 'null', 'true' or 'false')\n"
            + " at [Source: (String)\"nonsense\"; line: 1, column: 9]");
    refused("{\"a\":[{\"cidr\":\"1.2.3\"}]}", "Malformed CIDR, one '/' required");
  }

  @Test
  void anExplosiveWildcardIsRefused() {
    refused(
        "{\"a\":[{\"wildcard\":\"" + "*a".repeat(100) + "\"}]}",
        "Rule is too complex - try using fewer wildcard characters or fewer repeating character"
            + " sequences after a wildcard character");
  }

  @Test
  void anExplosionOfAlternativesIsRefusedBeforeItIsBuilt() {
    String pairs =
        IntStream.range(0, 40)
            .mapToObj(i -> "\"f" + i + "\":{\"$or\":[{\"a\":[1]},{\"b\":[1]}]}")
            .collect(Collectors.joining(",", "{", "}"));
    refused(pairs, "Rule is too complex - try using fewer OR conditions");
  }

  @Test
  void aThousandAlternativesAreTaken() {
    String ten =
        IntStream.range(0, 10)
            .mapToObj(i -> "{\"a\":[" + i + "]}")
            .collect(Collectors.joining(",", "{\"$or\":[", "]}"));
    String pattern = "{\"x\":" + ten + ",\"y\":" + ten + ",\"z\":" + ten + "}";
    assertThat(EventPattern.checked(pattern)).isEqualTo(pattern);
  }
}
