package io.waybill.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Action=Send | Send",
        "&&Action=Send&x | Send",
        "a=1&Action=Se%6ed | Send",
        "Action=One&Action=Two | One",
        "XAction=a&Actions=b&Action=c | c",
        "Action= | ''",
      })
  void findsTheFirstOfAName(String text, String value) {
    assertThat(Form.first(text, "Action")).contains(value);
  }

  @ParameterizedTest
  @CsvSource({"''", "&", "&&", "Action", "&Action", "XAction=a", "Action&x=1"})
  void findsNothingWhereThereIsNothing(String text) {
    assertThat(Form.first(text, "Action")).isEmpty();
  }

  @Test
  void decodesNamesAndValuesInOrder() {
    assertThat(parsed("a=b+c&&%C3%A9=%26&x&=y&a=="))
        .containsExactly("a:b c", "é:&", "x:", ":y", "a:=");
  }

  @Test
  void aLongTextWithoutValuesIsReadInOnePass() {
    assertThat(parsed("a&".repeat(500_000))).hasSize(500_000);
  }

  @Test
  void refusesACutPercentSign() {
    assertThatThrownBy(() -> parsed("a=%4")).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> parsed(String text) {
    List<String> found = new ArrayList<>();
    Form.parse(text, (name, value) -> found.add(name + ":" + value));
    return found;
  }
}
