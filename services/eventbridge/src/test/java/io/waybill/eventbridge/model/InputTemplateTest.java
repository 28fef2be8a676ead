package io.waybill.eventbridge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.shapes.json.JsonValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InputTemplateTest {
  private static final JsonValue.Obj EVENT =
      JsonValue.parseObject(
              """
              {"version":"0","id":"e1","detail-type":"order","source":"shop","time":"2024-01-01T00:00:00Z",
               "detail":{"name":"a \\"b\\"","n":1.50,"yes":true,"nil":null,
                         "list":["x","y"],"object":{"k":"v","m":[1]}}}
              """)
          .orElseThrow();

  private static final Map<String, String> PATHS =
      Map.of(
          "name", "$.detail.name",
          "n", "$.detail.n",
          "yes", "$.detail.yes",
          "nil", "$.detail.nil",
          "list", "$.detail.list",
          "object", "$.detail.object",
          "missing", "$.detail.nothing",
          "type", "$.detail-type");

  private static final InputTemplate.Facts FACTS =
      new InputTemplate.Facts("arn:rule", "r1", "2024-02-02T00:00:00Z");

  private static String render(String template) {
    return InputTemplate.parse("t", template, PATHS).render(EVENT, FACTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "<type> of <n>"                          | "order of 1.50"
          "<list> and <object>"                    | "[x,y] and {k:v,m:[1]}"
          "<missing>!"                             | "!"
          "say <name>"                             | "say a \\"b\\""
          {"a": <name>}                            | {"a": "a \\"b\\""}
          {"a": "<type>", "b": <type>}             | {"a": "order", "b": "order"}
          {"a": <list>, "b": [<n>, <yes>, <nil>]}  | {"a": ["x","y"], "b": [1.50, true, null]}
          {"a": <missing>}                         | {"a": ""}
          {"a": "x/<type>/y/<type>"}               | {"a": "x/order/y/order"}
          {"a": "\\"<type>\\""}                    | {"a": "\\"order\\""}
          <object>                                 | {"k":"v","m":[1]}
          "<aws.events.rule-name> <aws.events.rule-arn>" | "r1 arn:rule"
          {"t": <aws.events.event.ingestion-time>} | {"t": "2024-02-02T00:00:00Z"}
          "a" "<type>"                             | "a" "order"
          "1 < 2 > 0"                              | "1 < 2 > 0"
          """)
  void aVariableIsTextBetweenQuotesAndJsonElsewhere(String template, String rendered) {
    assertThat(render(template)).isEqualTo(rendered);
  }

  @Test
  void aListOrObjectBetweenQuotesOfAStructureBreaksIt() {
    InputTemplate broken = InputTemplate.parse("t", "{\"a\": \"<object>\"}", PATHS);
    assertThat(broken.mayBreak()).isTrue();
    assertThat(JsonValue.parse(broken.render(EVENT, FACTS))).isEmpty();
    InputTemplate whole = InputTemplate.parse("t", "{\"a\": <object>}", PATHS);
    assertThat(whole.mayBreak()).isFalse();
    assertThat(JsonValue.parse(whole.render(EVENT, FACTS))).isPresent();
  }

  @Test
  void theWholeEventComesWithItsDetailOrWithout() {
    assertThat(render("<aws.events.event.json>")).isEqualTo(EVENT.render());
    assertThat(render("{\"e\": <aws.events.event>}"))
        .contains("\"detailType\":\"order\"")
        .doesNotContain("\"detail\"", "detail-type");
  }

  @Test
  void aVariableThatNobodyDefinedIsRefused() {
    assertThatThrownBy(() -> render("{\"a\": <nobody>}"))
        .hasMessage("InputTemplate for target t contains invalid placeholder nobody.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain <type>", "{\"a\": <type>", "{<type>: 1}", "\"<type>", ""})
  void whatIsNotJsonIsRefused(String template) {
    assertThatThrownBy(() -> render(template))
        .hasMessageStartingWith("Invalid InputTemplate for target t");
  }

  @Test
  void reservedNamesAndWrongPathsAreRefused() {
    assertThatThrownBy(() -> InputTemplate.parse("t", "1", Map.of("aws.x", "$.a")))
        .hasMessageContaining("reserved key aws.x");
    assertThatThrownBy(() -> InputTemplate.parse("t", "1", Map.of("x", "$..a")))
        .hasMessageContaining("invalid path $..a");
  }
}
