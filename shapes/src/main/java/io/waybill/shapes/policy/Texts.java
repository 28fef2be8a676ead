package io.waybill.shapes.policy;

import io.waybill.shapes.json.JsonValue;
import java.util.List;

/// The texts in a policy: one, or a list of them; numbers and truths may stand without quotes.
final class Texts {
  static final JsonValue NOTHING = new JsonValue.Null();

  private Texts() {}

  static String of(JsonValue value) {
    return switch (value) {
      case JsonValue.Text(String text) -> text;
      case JsonValue.Num(String digits) -> digits;
      case JsonValue.Bool(boolean truth) -> String.valueOf(truth);
      case JsonValue.Obj _, JsonValue.Arr _, JsonValue.Null _ -> "";
    };
  }

  static List<String> list(JsonValue.Obj object, String name) {
    return list(object.get(name).orElse(NOTHING));
  }

  static List<String> list(JsonValue value) {
    return switch (value) {
      case JsonValue.Arr(List<JsonValue> items) -> items.stream().map(Texts::of).toList();
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _ -> List.of(of(value));
      case JsonValue.Obj _, JsonValue.Null _ -> List.of();
    };
  }
}
