package io.waybill.shapes.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON document as a value.
public sealed interface JsonValue {
  /// Members in the order in which they were written.
  record Obj(Map<String, JsonValue> members) implements JsonValue {
    public Optional<JsonValue> get(String name) {
      return Optional.ofNullable(members.get(name));
    }
  }

  record Arr(List<JsonValue> items) implements JsonValue {}

  record Text(String value) implements JsonValue {}

  /// A number as it was written.
  record Num(String digits) implements JsonValue {}

  record Bool(boolean value) implements JsonValue {}

  record Null() implements JsonValue {}

  JsonFactory FACTORY = new JsonFactory();

  /// The one document in `text`, or empty where `text` is not exactly one.
  static Optional<JsonValue> parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      JsonValue value = read(parser);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (IOException e) { // a syntax error: there is no other I/O in a string
      return Optional.empty();
    }
  }

  /// The one object in `text`, or empty.
  static Optional<Obj> parseObject(String text) {
    return parse(text)
        .flatMap(value -> value instanceof Obj object ? Optional.of(object) : Optional.empty());
  }

  /// This document without spaces.
  default String render() {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(this, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static JsonValue read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> new Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getText());
      case VALUE_TRUE -> new Bool(true);
      case VALUE_FALSE -> new Bool(false);
      default -> new Null();
    };
  }

  private static Obj readObject(JsonParser parser) throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, read(parser));
    }
    return new Obj(members);
  }

  private static Arr readArray(JsonParser parser) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return new Arr(items);
  }

  private static void write(JsonValue value, JsonGenerator out) throws IOException {
    switch (value) {
      case Obj object -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          out.writeFieldName(member.getKey());
          write(member.getValue(), out);
        }
        out.writeEndObject();
      }
      case Arr array -> {
        out.writeStartArray();
        for (JsonValue item : array.items()) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case Text text -> out.writeString(text.value());
      case Num number -> out.writeNumber(number.digits());
      case Bool bool -> out.writeBoolean(bool.value());
      case Null _ -> out.writeNull();
    }
  }
}
