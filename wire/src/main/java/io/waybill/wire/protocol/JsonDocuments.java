package io.waybill.wire.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.waybill.shapes.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON for which there is no shape.
final class JsonDocuments {
  private JsonDocuments() {}

  /// The value that `parser` stands at.
  static Document read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> new Document.Null();
      case VALUE_TRUE -> new Document.Bool(true);
      case VALUE_FALSE -> new Document.Bool(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Document.Numeric(parser.getDecimalValue());
      case VALUE_STRING -> new Document.Text(parser.getText());
      case START_ARRAY -> {
        List<Document> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(read(parser));
        }
        yield new Document.Array(elements);
      }
      case START_OBJECT -> {
        Map<String, Document> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, read(parser));
        }
        yield new Document.Struct(members);
      }
      case null, default -> throw JsonRefusals.malformed();
    };
  }
}
