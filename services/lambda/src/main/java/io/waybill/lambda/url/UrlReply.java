package io.waybill.lambda.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a function's answer means as HTTP.
record UrlReply(int status, List<UrlRequest.Field> fields, byte[] body) {
  private static final UrlRequest.Field JSON =
      new UrlRequest.Field("Content-Type", "application/json");

  /// Fields that are the connection's and not the function's.
  private static final Set<String> NOT_THEIRS =
      Set.of(
          "connection",
          "content-length",
          "date",
          "keep-alive",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /// The answer `payload` as HTTP: as the object with `statusCode` says, else all of it as JSON;
  /// empty where that object can't be followed.
  static Optional<UrlReply> of(byte[] payload) {
    Optional<JsonValue> answer = JsonValue.parse(new String(payload, UTF_8));
    if (answer.isEmpty()) {
      return Optional.of(new UrlReply(200, List.of(JSON), payload));
    }
    return switch (answer.get()) {
      case JsonValue.Obj object when object.get("statusCode").isPresent() -> shaped(object);
      // AWS: a string is told without its quotes.
      case JsonValue.Text(String line) ->
          Optional.of(new UrlReply(200, List.of(JSON), line.getBytes(UTF_8)));
      default -> Optional.of(new UrlReply(200, List.of(JSON), payload));
    };
  }

  private static Optional<UrlReply> shaped(JsonValue.Obj object) {
    Optional<Integer> status = status(object);
    Optional<byte[]> body = body(object);
    if (status.isEmpty() || body.isEmpty()) {
      return Optional.empty();
    }
    List<UrlRequest.Field> fields = fields(object);
    if (fields.stream().noneMatch(field -> field.name().equalsIgnoreCase("content-type"))) {
      fields.add(JSON);
    }
    return Optional.of(new UrlReply(status.get(), fields, body.get()));
  }

  /// What stands before the body of a streamed answer; empty where it can't be followed.
  static Optional<UrlReply> prelude(byte[] prelude) {
    return JsonValue.parseObject(new String(prelude, UTF_8))
        .flatMap(object -> {
          Optional<Integer> status =
              object.get("statusCode").isPresent() ? status(object) : Optional.of(200);
          return status.map(code -> new UrlReply(code, fields(object), new byte[0]));
        });
  }

  private static Optional<Integer> status(JsonValue.Obj object) {
    String digits =
        switch (object.get("statusCode").orElse(new JsonValue.Null())) {
          case JsonValue.Num(String number) -> number;
          case JsonValue.Text(String number) -> number;
          default -> "";
        };
    return digits.matches("[1-5]\\d\\d") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  private static List<UrlRequest.Field> fields(JsonValue.Obj object) {
    List<UrlRequest.Field> fields = new ArrayList<>();
    if (object.get("headers").orElse(new JsonValue.Null()) instanceof JsonValue.Obj headers) {
      headers
          .members()
          .forEach((name, value) -> {
            if (isToken(name) && !NOT_THEIRS.contains(name.toLowerCase(Locale.ROOT))) {
              fields.add(new UrlRequest.Field(name, line(value)));
            }
          });
    }
    if (object.get("cookies").orElse(new JsonValue.Null()) instanceof JsonValue.Arr cookies) {
      cookies.items().forEach(each -> fields.add(new UrlRequest.Field("Set-Cookie", line(each))));
    }
    return fields;
  }

  private static boolean isToken(String name) {
    return name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  }

  private static String line(JsonValue value) {
    return value instanceof JsonValue.Text(String line) ? line : value.render();
  }

  private static Optional<byte[]> body(JsonValue.Obj object) {
    boolean encoded =
        object.get("isBase64Encoded").orElse(new JsonValue.Null())
                instanceof JsonValue.Bool(boolean is)
            && is;
    return switch (object.get("body").orElse(new JsonValue.Null())) {
      case JsonValue.Null _ -> Optional.of(new byte[0]);
      case JsonValue.Text(String line) when encoded -> decoded(line);
      case JsonValue.Text(String line) -> Optional.of(line.getBytes(UTF_8));
      case JsonValue other -> Optional.of(other.render().getBytes(UTF_8));
    };
  }

  private static Optional<byte[]> decoded(String line) {
    try {
      return Optional.of(Base64.getDecoder().decode(line));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
