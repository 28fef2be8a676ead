package io.waybill.logs.pattern;

import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A place in a JSON document: `$.a.b[0]`, `$.['a.b']`.
///
/// @param text as it was written
/// @param steps names, and numbers of elements
record Selector(String text, List<Object> steps) {
  Selector {
    steps = List.copyOf(steps);
  }

  /// Reads a selector, which begins with a dollar sign.
  static Selector parse(String text) {
    if (!text.startsWith("$") || text.length() < 2) {
      throw new Malformed();
    }
    List<Object> steps = new ArrayList<>();
    int at = 1;
    while (at < text.length()) {
      at = step(text, at, steps);
    }
    return new Selector(text, steps);
  }

  private static int step(String text, int at, List<Object> steps) {
    int from = text.charAt(at) == '.' ? at + 1 : at;
    if (from < text.length() && text.charAt(from) == '[') {
      int close = text.indexOf(']', from);
      if (close < 0) {
        throw new Malformed();
      }
      steps.add(bracketed(text.substring(from + 1, close)));
      return close + 1;
    }
    int end = from;
    while (end < text.length() && ".[".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (from == at || end == from) {
      throw new Malformed();
    }
    steps.add(text.substring(from, end));
    return end;
  }

  private static Object bracketed(String inside) {
    int last = inside.length() - 1;
    boolean named =
        last > 0 && "'\"".indexOf(inside.charAt(0)) >= 0 && inside.charAt(last) == inside.charAt(0);
    if (named) {
      return inside.substring(1, last);
    }
    if (!inside.matches("\\d{1,9}")) {
      throw new Malformed();
    }
    return Integer.valueOf(inside);
  }

  /// What stands there in `document`.
  Optional<JsonValue> in(JsonValue document) {
    JsonValue at = document;
    for (Object step : steps) {
      Optional<JsonValue> next =
          switch (at) {
            case JsonValue.Obj object when step instanceof String name -> object.get(name);
            case JsonValue.Arr array when step instanceof Integer number ->
                number < array.items().size()
                    ? Optional.of(array.items().get(number))
                    : Optional.empty();
            default -> Optional.empty();
          };
      if (next.isEmpty()) {
        return next;
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  /// What stands there, if it is a text, a number or a truth: AWS compares no objects and arrays.
  Optional<String> textIn(JsonValue document) {
    return in(document)
        .flatMap(value ->
            switch (value) {
              case JsonValue.Text(String plain) -> Optional.of(plain);
              case JsonValue.Num(String digits) -> Optional.of(digits);
              case JsonValue.Bool(boolean is) -> Optional.of(String.valueOf(is));
              case JsonValue.Null _, JsonValue.Obj _, JsonValue.Arr _ -> Optional.empty();
            });
  }
}
