package io.waybill.sns.filter;

import io.waybill.shapes.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/// One element of the array under a key of a filter policy. A key matches if one of its conditions
/// does, on one of the values that the message has under it.
sealed interface Condition {
  /// Whether `value`, which is no object and no array, is what is looked for.
  boolean matches(JsonValue value);

  /// Whether a message without the key is what is looked for.
  default boolean matchesAbsence() {
    return false;
  }

  record ExactText(String text) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return value instanceof JsonValue.Text(String other) && other.equals(text);
    }
  }

  record ExactNumber(BigDecimal number) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return value instanceof JsonValue.Num(String digits)
          && Decimals.parse(digits).filter(other -> other.compareTo(number) == 0).isPresent();
    }
  }

  /// `true`, `false` or `null`.
  record Literal(JsonValue literal) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return value.equals(literal);
    }
  }

  record Exists(boolean wanted) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return wanted;
    }

    @Override
    public boolean matchesAbsence() {
      return !wanted;
    }
  }

  record Prefix(String prefix) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return value instanceof JsonValue.Text(String text) && text.startsWith(prefix);
    }
  }

  record Suffix(String suffix) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return value instanceof JsonValue.Text(String text) && text.endsWith(suffix);
    }
  }

  record IgnoreCase(String folded) implements Condition {
    static IgnoreCase of(String text) {
      return new IgnoreCase(text.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean matches(JsonValue value) {
      return value instanceof JsonValue.Text(String text)
          && text.toLowerCase(Locale.ROOT).equals(folded);
    }
  }

  /// A text with asterisks that stand for anything.
  ///
  /// @param parts what stands between the asterisks
  record Wildcard(List<String> parts) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return value instanceof JsonValue.Text(String text) && fits(text);
    }

    private boolean fits(String text) {
      if (parts.size() == 1) {
        return text.equals(parts.getFirst());
      }
      String first = parts.getFirst();
      String last = parts.getLast();
      if (!text.startsWith(first)) {
        return false;
      }
      int at = first.length();
      for (String part : parts.subList(1, parts.size() - 1)) {
        int found = text.indexOf(part, at);
        if (found < 0) {
          return false;
        }
        at = found + part.length();
      }
      return text.length() - last.length() >= at && text.endsWith(last);
    }
  }

  record Cidr(AddressRange range) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return value instanceof JsonValue.Text(String text) && range.contains(text);
    }
  }

  record Range(BigDecimal bottom, boolean openBottom, BigDecimal top, boolean openTop)
      implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      return value instanceof JsonValue.Num(String digits)
          && Decimals.parse(digits).filter(this::holds).isPresent();
    }

    private boolean holds(BigDecimal number) {
      int above = number.compareTo(bottom);
      int below = number.compareTo(top);
      return (openBottom ? above > 0 : above >= 0) && (openTop ? below < 0 : below <= 0);
    }
  }

  /// Any value that none of `these` matches.
  record AnythingBut(List<Condition> these) implements Condition {
    @Override
    public boolean matches(JsonValue value) {
      for (Condition each : these) {
        if (each.matches(value)) {
          return false;
        }
      }
      return true;
    }
  }
}
