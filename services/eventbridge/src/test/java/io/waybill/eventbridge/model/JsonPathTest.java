package io.waybill.eventbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.shapes.json.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonPathTest {
  private static final JsonValue EVENT =
      JsonValue.parse(
              "{\"a\":{\"b-c\":[{\"d\":1},{\"d\":2},{}],\"x_y\":\"t\"},\"detail-type\":\"z\"}")
          .orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          $                  | {"a":{"b-c":[{"d":1},{"d":2},{}],"x_y":"t"},"detail-type":"z"}
          $.a.x_y            | "t"
          $.detail-type      | "z"
          $['detail-type']   | "z"
          $.a.b-c[1].d       | 2
          $.a.b-c[*].d       | [1,2]
          $.a.b-c[7].d       | none
          $.a.b-c.d          | none
          $.nothing          | none
          $.a.*              | [[{"d":1},{"d":2},{}],"t"]
          """)
  void aPathLeadsToWhatStandsThere(String path, String found) {
    String there =
        JsonPath.parse(path).orElseThrow().find(EVENT).map(JsonValue::render).orElse("none");
    assertThat(there).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "$a", "$.", "$..a", "$.a[", "$.a[x]", "$.a[-1]", "$.a[?(@.b)]", "$.a b", ""})
  void whatIsNoPathOfEventBridgesIsNone(String text) {
    assertThat(JsonPath.parse(text)).isEmpty();
  }
}
