package io.waybill.runtime.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an extension wants to hear, and where.
///
/// @param schema the version of the events
/// @param types of `platform`, `function` and `extension`
/// @param http whether batches are posted; otherwise they are lines on a TCP connection
/// @param port on the loopback address
/// @param path where batches are posted
public record SubscriptionRequest(
    String schema,
    List<String> types,
    int itemsMax,
    int bytesMax,
    int timeoutMillis,
    boolean http,
    int port,
    String path) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<String> TYPES = Set.of("platform", "function", "extension");
  private static final Set<String> HOSTS =
      Set.of("sandbox.localdomain", "sandbox", "localhost", "127.0.0.1");

  public static SubscriptionRequest parse(byte[] body) throws IOException {
    Map<String, String> fields = new HashMap<>();
    List<String> types = new ArrayList<>();
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("an object is expected");
      }
      read(in, "", fields, types);
    }
    if (types.isEmpty() || !TYPES.containsAll(types)) {
      throw new IOException("types must be of platform, function and extension");
    }
    String uri = fields.getOrDefault("destination.URI", "");
    boolean http = fields.getOrDefault("destination.protocol", "HTTP").equals("HTTP");
    URI to = at(uri);
    int port = http ? to.getPort() : number(fields, "destination.port", 0, 1, 65_535);
    if (http && (to.getHost() == null || !HOSTS.contains(to.getHost()) || port < 1)) {
      throw new IOException("URI must be http://sandbox.localdomain:port/...");
    }
    // AWS (Telemetry API): the bounds and defaults of buffering.
    return new SubscriptionRequest(
        fields.getOrDefault("schemaVersion", ""),
        List.copyOf(types),
        number(fields, "buffering.maxItems", 10_000, 1_000, 10_000),
        number(fields, "buffering.maxBytes", 262_144, 262_144, 1_048_576),
        number(fields, "buffering.timeoutMs", 1_000, 25, 30_000),
        http,
        port,
        http && to.getRawPath() != null && !to.getRawPath().isEmpty() ? to.getRawPath() : "/");
  }

  /// Fields by their names, those of inner objects after the outer's.
  private static void read(
      JsonParser in, String before, Map<String, String> fields, List<String> types)
      throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = before + in.currentName();
      JsonToken value = in.nextToken();
      if (value == JsonToken.START_OBJECT) {
        read(in, name + ".", fields, types);
      } else if (value == JsonToken.START_ARRAY && name.equals("types")) {
        while (in.nextToken() != JsonToken.END_ARRAY) {
          types.add(in.getText());
        }
      } else if (value != null && value.isScalarValue()) {
        fields.put(name, in.getText());
      } else {
        in.skipChildren();
      }
    }
  }

  private static URI at(String uri) throws IOException {
    try {
      return URI.create(uri);
    } catch (IllegalArgumentException malformed) {
      throw new IOException("URI is malformed", malformed);
    }
  }

  private static int number(
      Map<String, String> fields, String name, int otherwise, int least, int most)
      throws IOException {
    String text = fields.get(name);
    if (text == null && otherwise > 0) {
      return otherwise;
    }
    if (text == null || !text.matches("[0-9]{1,9}")) {
      throw new IOException(name + " must be a number");
    }
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw new IOException(name + " must be between " + least + " and " + most);
    }
    return value;
  }
}
