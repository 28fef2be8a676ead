package io.waybill.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
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

/// One JSON object, read or to be written. Data binding was rejected: it would double the time that
/// a command takes to start.
///
/// @param fields texts, numbers (Long or Double), Booleans, lists, and maps of the same
record Json(Map<String, Object> fields) {
  private static final JsonFactory FACTORY = new JsonFactory();

  static Json of(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Json(fields);
  }

  /// Throws a JsonProcessingException where `text` is not a JSON object.
  static Json parse(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "not a JSON object");
      }
      return new Json(object(parser));
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        fields.put(name, value(parser));
      }
    }
    return fields;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield items;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> parser.getText();
    };
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /// The value under `name` as text; empty where it is absent.
  String text(String name) {
    return optional(name).orElse("");
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(fields.get(name)).map(Object::toString);
  }

  /// The number under `name`; 0 where there is none.
  long number(String name) {
    return fields.get(name) instanceof Number number ? number.longValue() : 0;
  }

  boolean truth(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /// The object under `name`; an empty one where there is none.
  Json object(String name) {
    return new Json(asMap(fields.getOrDefault(name, Map.of())));
  }

  /// The objects in the list under `name`.
  List<Json> list(String name) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().map(item -> new Json(asMap(item))).toList()
        : List.of();
  }

  private static Map<String, Object> asMap(Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> fields.put(name.toString(), inner));
    }
    return fields;
  }

  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(out, fields);
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    switch (value) {
      case Json json -> write(out, json.fields);
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName(entry.getKey().toString());
          write(out, entry.getValue());
        }
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        for (Object item : list) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Long number -> out.writeNumber(number);
      case Integer number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case Boolean truth -> out.writeBoolean(truth);
      default -> out.writeString(value.toString());
    }
  }
}
