package io.waybill.logs.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.shapes.Refusal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterPatternTest {
  private static final String EVENT =
      """
      {"level": "ERROR", "n": 4, "big": 1.5e3, "ok": true, "gone": null, "user": {"id": 1, \
      "name": "John Doe"}, "tags": ["a", "b"], "list": [{"id": 7}], "a.b": "dotted", \
      "type": "UpdateTrail", "ip": "123.123.4.5", "digits": "404", "star": "Ev*ent"}\
      """;

  private static final String LINE =
      "127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] \"GET /apache_pb.gif HTTP/1.0\" 404 1534";

  private static boolean matches(String pattern, String message) {
    return FilterPattern.parse(pattern).matches(new Message(message));
  }

  // ---- terms

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "ERROR ARGUMENTS | ERROR INVALID ARGUMENTS | true",
        "ERROR ARGUMENTS | ERROR MISSING | false",
        "?ERROR ?WARN | WARN slow | true",
        "?ERROR ?WARN | INFO slow | false",
        "?ERROR slow | INFO slow | true",
        "ERROR -EXITING | ERROR 1 | true",
        "ERROR -EXITING | ERROR EXITING | false",
        "-EXITING | anything | true",
        "\"ERROR\" - \"EXITING\" | ERROR EXITING | false",
        "ERROR | error | false",
        "\"INTERNAL SERVER ERROR\" | 500 INTERNAL SERVER ERROR | true",
        "\"INTERNAL SERVER ERROR\" | SERVER INTERNAL ERROR | false",
        "-\"a \\\"b\\\"\" | x a \"b\" y | false",
        "%AUTHORIZED% | 401 UNAUTHORIZED | true",
        "%4[0-9]{2} [A-Z]+% | was 404 NOT | true",
        "%4[0-9]{2} [A-Z]+% | was 504 NOT | false",
        "%^ERR% | an ERR | false",
        "ERROR %4\\d\\d% | ERROR 404 | true",
        "ERROR -%4\\d\\d% | ERROR 404 | false",
        "50% | up 50% | true",
      })
  void terms(String pattern, String message, boolean matches) {
    assertThat(matches(pattern, message)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]"})
  void nothingWantsEverything(String pattern) {
    assertThat(matches(pattern, "anything")).isTrue();
    assertThat(matches(pattern, "")).isTrue();
  }

  // ---- JSON

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.level = \"ERROR\" }",
        "{$.level=ERROR}",
        "{ $.level = \"ERROR\" && $.n > 3 }",
        "{ $.level = \"INFO\" || $.n >= 4 }",
        "{ ($.level = \"INFO\" || $.n < 5) && ($.ok IS TRUE) }",
        "{ $.level = \"INFO\" && $.n = 1 || $.n = 4 }",
        "{ $.n = 4.0 }",
        "{ $.big = 1500 }",
        "{ $.big > 1e3 }",
        "{ $.n != 5 }",
        "{ $.level != \"WARN\" }",
        "{ $.type = \"*Trail\" }",
        "{ $.type = Update* }",
        "{ $.type = \"*dat*\" }",
        "{ $.star = \"Ev*ent\" }",
        "{ $.tags[*] = b }",
        "{ $.list[*].id = 7 }",
        "{ $.*.name = \"John Doe\" }",
        "{ $.type = * }",
        "{ $.ip = 123.123.* }",
        "{ $.ip = %123\\.123\\.% }",
        "{ $.type != %^Delete% }",
        "{ $.gone IS NULL }",
        "{ $.nothing NOT EXISTS }",
        "{ $.gone EXISTS }",
        "{ $.ok IS TRUE }",
        "{ $.ok = true }",
        "{ $.user.name = \"John Doe\" }",
        "{ $.tags[1] = b }",
        "{ $.list[0].id = 7 }",
        "{ $.['a.b'] = dotted }",
        "{ $.digits = 404 }",
        "{ $.digits = \"404\" }",
      })
  void jsonThatIsWanted(String pattern) {
    assertThat(matches(pattern, EVENT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.level = \"error\" }",
        "{ $.n > 4 }",
        "{ $.n = 44 }",
        "{ $.level > 3 }",
        "{ $.level = \"ERR\" }",
        "{ $.type = \"*Trai\" }",
        "{ $.type = \"U*e*l\" }",
        "{ $.tags[*] = c }",
        "{ $.['*'].name EXISTS }",
        "{ $.type = \"UpdateTrail*UpdateTrail\" }",
        "{ $.nothing = 1 }",
        "{ $.nothing != 1 }",
        "{ $.user = * }",
        "{ $.tags = a }",
        "{ $.tags[2] = b }",
        "{ $.level IS NULL }",
        "{ $.nothing IS NULL }",
        "{ $.gone NOT EXISTS }",
        "{ $.ok IS FALSE }",
        "{ $.level = \"ERROR\" && $.n > 3 && $.nothing EXISTS }",
      })
  void jsonThatIsNotWanted(String pattern) {
    assertThat(matches(pattern, EVENT)).isFalse();
  }

  @Test
  void whatIsNoObjectIsWantedByNoPatternOfJson() {
    assertThat(matches("{ $.a NOT EXISTS }", "plain text")).isFalse();
    assertThat(matches("{ $.a NOT EXISTS }", "[1]")).isFalse();
    assertThat(matches("{ $.a NOT EXISTS }", "{\"b\": 1} trailing")).isFalse();
    assertThat(matches("{ $.a NOT EXISTS }", "{\"b\": 1}")).isTrue();
  }

  // ---- columns

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ip, id, user, timestamp, request, status_code, size]",
        "[ip, id, user, timestamp, request, status_code = 4*, size]",
        "[ip, id, user, timestamp, request = \"GET *\", status_code = 404 || status_code = 410, size]",
        "[ip, id, user, timestamp, request =*.gif*, status_code >= 400 && status_code < 500, size]",
        "[ip = %127\\.0\\.0\\.[1-9]%, ...]",
        "[..., size > 1000]",
        "[ip, ..., size != 0]",
        "[ip, id, user = frank]",
        "[w1!=ERROR&&w1!=WARN, w2]",
      })
  void columnsThatAreWanted(String pattern) {
    assertThat(matches(pattern, LINE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ip, id, user, timestamp, request, status_code, size, more]",
        "[ip, id, user, timestamp, request, status_code = 5*, size]",
        "[..., size > 2000]",
        "[ip = 127.0.0.2, ...]",
        "[ip, id, user, timestamp, request, status_code = 403 || status_code = 410, size]",
        "[a, b, c, d, ..., e, f, g, h]",
      })
  void columnsThatAreNotWanted(String pattern) {
    assertThat(matches(pattern, LINE)).isFalse();
  }

  @Test
  void valuesHaveTheNamesOfColumnsAndElseTheirNumbers() {
    Message message = new Message("a [b c] \"d e\" 7");
    assertThat(FilterPattern.parse("[]").values(message))
        .isEqualTo(Map.of("$1", "a", "$2", "b c", "$3", "d e", "$4", "7"));
    assertThat(FilterPattern.parse("[x, ..., size]").values(message))
        .isEqualTo(Map.of("$x", "a", "$2", "b c", "$3", "d e", "$size", "7"));
    assertThat(FilterPattern.parse("[x, size]").value("$size", message)).contains("b c");
    assertThat(FilterPattern.parse("{ $.n = * }").values(new Message(EVENT)))
        .isEqualTo(Map.of("$.n", "4"));
    assertThat(FilterPattern.parse("{ $.n = * }").value("$.big", new Message(EVENT)))
        .contains("1.5e3");
  }

  // ---- what is none

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ $.a = }",
        "{ $.a }",
        "{ a = 1 }",
        "{ $.a = 1",
        "{ $.a = 1 } x",
        "{ ($.a = 1 }",
        "{ $.a > x }",
        "{ $.a = 1 && }",
        "{ $.a IS BROKEN }",
        "{ $.a NOT THERE }",
        "{ $.a[x] = 1 }",
        "{ $.a = %(b)% }",
        "{ $.a = %b% && $.b = %c% && $.c = %d% }",
        "{ }",
        "[a, b",
        "[..., a, ...]",
        "[a = 1 || b = 2]",
        "[a =, b]",
        "%a(b)%",
        "%something!%",
        "%[%",
      })
  void whatIsNoPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern))
        .isInstanceOf(Refusal.class)
        .hasMessage("Invalid filter pattern");
  }

  @Test
  void parenthesesHaveABottom() {
    String deep = "{ " + "(".repeat(500) + "$.a = 1" + ")".repeat(500) + " }";
    assertThatThrownBy(() -> FilterPattern.parse(deep)).isInstanceOf(Refusal.class);
  }

  @Test
  void noExpressionTakesLongerThanItsText() {
    FilterPattern pattern = FilterPattern.parse("%" + "a*".repeat(200) + "b%");
    Message message = new Message("a".repeat(20_000));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(pattern.matches(message)).isFalse());
  }
}
