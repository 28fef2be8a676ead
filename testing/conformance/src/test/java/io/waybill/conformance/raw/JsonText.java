package io.waybill.conformance.raw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/// JSON as text and as maps, lists, strings and numbers.
public final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  public static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static Map<String, Object> read(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    try {
      return MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /// boto3: the code is what `x-amzn-query-error` says, where it is there; else the shape's name.
  static Fault fault(Reply reply) {
    String shape = String.valueOf(reply.output().get("__type")).replaceFirst(".*#", "");
    String[] legacy =
        reply.headers().firstValue("x-amzn-query-error").orElse(shape + ";").split(";", 2);
    Object message = reply.output().getOrDefault("message", reply.output().get("Message"));
    return new Fault(reply.status(), legacy[0], legacy[1], shape, String.valueOf(message));
  }
}
