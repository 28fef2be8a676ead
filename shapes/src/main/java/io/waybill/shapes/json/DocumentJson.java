package io.waybill.shapes.json;

import io.waybill.shapes.Document;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/// Documents as JSON text, and back.
public final class DocumentJson {
  private DocumentJson() {}

  /// `document` without spaces.
  public static String text(Document document) {
    return json(document).render();
  }

  /// The document in `text`, which must be JSON.
  public static Document parse(String text) {
    return document(
        JsonValue.parse(text).orElseThrow(() -> new IllegalStateException("not JSON: " + text)));
  }

  private static JsonValue json(Document document) {
    return switch (document) {
      case Document.Null _ -> new JsonValue.Null();
      case Document.Bool(boolean value) -> new JsonValue.Bool(value);
      case Document.Numeric(BigDecimal value) -> new JsonValue.Num(value.toString());
      case Document.Text(String value) -> new JsonValue.Text(value);
      case Document.Array(var elements) ->
          new JsonValue.Arr(elements.stream().map(DocumentJson::json).toList());
      case Document.Struct(var members) -> {
        Map<String, JsonValue> made = new LinkedHashMap<>();
        members.forEach((name, value) -> made.put(name, json(value)));
        yield new JsonValue.Obj(made);
      }
    };
  }

  private static Document document(JsonValue json) {
    return switch (json) {
      case JsonValue.Null _ -> new Document.Null();
      case JsonValue.Bool(boolean value) -> new Document.Bool(value);
      case JsonValue.Num(String digits) -> new Document.Numeric(new BigDecimal(digits));
      case JsonValue.Text(String value) -> new Document.Text(value);
      case JsonValue.Arr(var items) ->
          new Document.Array(items.stream().map(DocumentJson::document).toList());
      case JsonValue.Obj(var members) -> {
        Map<String, Document> made = new LinkedHashMap<>();
        members.forEach((name, value) -> made.put(name, document(value)));
        yield new Document.Struct(made);
      }
    };
  }
}
