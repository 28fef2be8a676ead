package io.waybill.logs.pattern;

import io.waybill.logs.model.Refusals;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// Which messages are wanted, as AWS's "filter pattern syntax" lets one say it.
public sealed interface FilterPattern permits TextPattern, JsonPattern, ColumnsPattern {
  /// Whether `message` is wanted.
  boolean matches(Message message);

  /// What the pattern finds in a message that it wants: each of its selectors or columns, with the
  /// dollar sign that metric values name it by.
  Map<String, String> values(Message message);

  /// What `selector`, such as `$.latency` or `$size`, stands for in `message`.
  Optional<String> value(String selector, Message message);

  /// Whether it finds fields in a message, which dimensions can take.
  default boolean hasFields() {
    return !(this instanceof TextPattern);
  }

  /// How many regular expressions it has.
  int expressions();

  /// The number that `text` is, if it is one that metrics can have.
  static Optional<BigDecimal> number(String text) {
    return Comparison.number(text);
  }

  /// Reads a pattern; refuses what is none.
  static FilterPattern parse(String pattern) {
    String text = pattern.strip();
    try {
      if (text.startsWith("{")) {
        return limited(new JsonReader(text).read());
      }
      return text.startsWith("[")
          ? limited(new ColumnsReader(text).read())
          : TextPattern.parse(pattern);
    } catch (Malformed malformed) {
      throw Refusals.invalid("Invalid filter pattern");
    }
  }

  /// AWS: two regular expressions in a pattern of JSON or of columns.
  private static FilterPattern limited(FilterPattern pattern) {
    if (pattern.expressions() > 2) {
      throw new Malformed();
    }
    return pattern;
  }
}
