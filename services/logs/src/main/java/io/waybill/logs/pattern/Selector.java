package io.waybill.logs.pattern;

import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A place in a JSON document: `$.a.b[0]`, `$.['a.b']`; or several, `$.list[*].id` and `$.*.id`.
///
/// @param text as it was written
/// @param steps names, numbers of elements, and [Any] for all of them
record Selector(String text, List<Object> steps) {
  Selector {
    steps = List.copyOf(steps);
  }

  /// Every member or element.
  private enum Any {
    ANY
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
    String name = text.substring(from, end);
    steps.add(name.equals("*") ? Any.ANY : name);
    return end;
  }

  private static Object bracketed(String inside) {
    int last = inside.length() - 1;
    boolean named =
        last > 0 && "'\"".indexOf(inside.charAt(0)) >= 0 && inside.charAt(last) == inside.charAt(0);
    if (named) {
      return inside.substring(1, last);
    }
    if (inside.equals("*")) {
      return Any.ANY;
    }
    if (!inside.matches("\\d{1,9}")) {
      throw new Malformed();
    }
    return Integer.valueOf(inside);
  }

  /// What stands there in `document`: one value, or as many as a star finds.
  List<JsonValue> in(JsonValue document) {
    List<JsonValue> found = List.of(document);
    for (Object step : steps) {
      found = found.stream().flatMap(value -> below(value, step)).toList();
    }
    return found;
  }

  private static Stream<JsonValue> below(JsonValue value, Object step) {
    return switch (value) {
      case JsonValue.Obj object when step instanceof String name -> object.get(name).stream();
      case JsonValue.Obj object when step == Any.ANY -> object.members().values().stream();
      case JsonValue.Arr array when step instanceof Integer number ->
          array.items().stream().skip(number).limit(1);
      case JsonValue.Arr array when step == Any.ANY -> array.items().stream();
      default -> Stream.empty();
    };
  }

  /// The texts, numbers and truths that stand there: AWS compares no objects and arrays.
  Stream<String> textsIn(JsonValue document) {
    return in(document).stream()
        .flatMap(value ->
            switch (value) {
              case JsonValue.Text(String plain) -> Stream.of(plain);
              case JsonValue.Num(String digits) -> Stream.of(digits);
              case JsonValue.Bool(boolean is) -> Stream.of(String.valueOf(is));
              case JsonValue.Null _, JsonValue.Obj _, JsonValue.Arr _ -> Stream.empty();
            });
  }
}
