package io.waybill.eventbridge.deliver;

import io.waybill.eventbridge.api.HttpParameters;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.model.JsonPath;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.eventbridge.state.DestinationDefinition;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The call of an API destination for one event: what the target, the connection and the event give
/// to it. Where target and connection name the same parameter, the connection's counts.
record ApiRequest(
    DestinationDefinition destination, ConnectionDefinition connection, Delivery delivery) {
  private static final String HTTP = "InvocationHttpParameters";

  /// A call with all it needs.
  record Ready(String method, URI uri, Map<String, String> headers, byte[] body) {}

  /// @param token an OAuth connection's
  Ready with(Optional<String> token) {
    JsonValue.Obj event = delivery.event();
    Optional<HttpParameters> target = Optional.ofNullable(delivery.target().httpParameters());
    List<String> path =
        target.map(HttpParameters::pathParameterValues).orElse(List.of()).stream()
            .map(value -> value(value, event))
            .toList();
    Map<String, String> query = values(target.map(HttpParameters::queryStringParameters), event);
    query.putAll(ConnectionRules.pairs(connection.auth(), HTTP, "QueryStringParameters"));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Amazon/EventBridge/ApiDestinations");
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.putAll(values(target.map(HttpParameters::headerParameters), event));
    headers.putAll(ConnectionRules.pairs(connection.auth(), HTTP, "HeaderParameters"));
    authorize(headers, token);
    return new Ready(
        destination.method(),
        Endpoints.withQuery(Endpoints.withPath(destination.endpoint(), path), query),
        headers,
        body());
  }

  private static Map<String, String> values(
      Optional<Map<String, String>> given, JsonValue.Obj event) {
    Map<String, String> values = new LinkedHashMap<>();
    given.ifPresent(all -> all.forEach((name, value) -> values.put(name, value(value, event))));
    return values;
  }

  /// AWS (dynamic parameters): a path stands for what the event has there.
  private static String value(String given, JsonValue.Obj event) {
    if (!given.startsWith("$.")) {
      return given;
    }
    return JsonPath.parse(given)
        .flatMap(path -> path.find(event))
        .map(found -> found instanceof JsonValue.Text(String text) ? text : found.render())
        .orElse("");
  }

  private void authorize(Map<String, String> headers, Optional<String> token) {
    Document auth = connection.auth();
    switch (connection.type()) {
      case "BASIC" -> {
        String pair =
            ConnectionRules.text(auth, "BasicAuthParameters", "Username")
                + ":"
                + ConnectionRules.text(auth, "BasicAuthParameters", "Password");
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        headers.put("Authorization", "Basic " + encoded);
      }
      case "API_KEY" ->
          headers.put(
              ConnectionRules.text(auth, "ApiKeyAuthParameters", "ApiKeyName"),
              ConnectionRules.text(auth, "ApiKeyAuthParameters", "ApiKeyValue"));
      default -> token.ifPresent(value -> headers.put("Authorization", "Bearer " + value));
    }
  }

  /// The input; where it is an object, with the connection's body parameters in it.
  private byte[] body() {
    if (destination.method().equals("GET") || destination.method().equals("HEAD")) {
      return new byte[0];
    }
    String input = delivery.input();
    Map<String, String> more = ConnectionRules.pairs(connection.auth(), HTTP, "BodyParameters");
    if (!more.isEmpty()) {
      input =
          JsonValue.parseObject(input)
              .map(object -> {
                Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
                more.forEach((name, value) -> members.put(name, new JsonValue.Text(value)));
                return new JsonValue.Obj(members).render();
              })
              .orElse(input);
    }
    return input.getBytes(StandardCharsets.UTF_8);
  }
}
