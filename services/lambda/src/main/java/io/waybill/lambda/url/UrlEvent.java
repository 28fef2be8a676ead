package io.waybill.lambda.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.json.JsonValue;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The event that a request becomes: payload format 2.0 of AWS ("Invoking Lambda function URLs").
final class UrlEvent {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private UrlEvent() {}

  /// @param now in milliseconds since 1970
  static byte[] of(UrlRequest request, long now) {
    Map<String, JsonValue> event = new LinkedHashMap<>();
    event.put("version", text("2.0"));
    event.put("routeKey", text("$default"));
    event.put("rawPath", text(decoded(request.path(), false)));
    event.put("rawQueryString", text(request.query()));
    List<JsonValue> cookies = cookies(request);
    if (!cookies.isEmpty()) {
      event.put("cookies", new JsonValue.Arr(cookies));
    }
    event.put("headers", object(headers(request)));
    if (!request.query().isEmpty()) {
      event.put("queryStringParameters", object(parameters(request.query())));
    }
    event.put("requestContext", context(request, now));
    boolean binary = request.body().length > 0 && !isText(request);
    if (request.body().length > 0) {
      event.put(
          "body",
          text(
              binary
                  ? Base64.getEncoder().encodeToString(request.body())
                  : new String(request.body(), UTF_8)));
    }
    event.put("isBase64Encoded", new JsonValue.Bool(binary));
    return new JsonValue.Obj(event).render().getBytes(UTF_8);
  }

  private static JsonValue context(UrlRequest request, long now) {
    Map<String, JsonValue> context = new LinkedHashMap<>();
    context.put(
        "accountId", text(request.signer().map(UrlRequest.Signer::account).orElse("anonymous")));
    context.put("apiId", text(request.id()));
    request.signer().ifPresent(signer -> context.put("authorizer", authorizer(signer)));
    context.put("domainName", text(request.domain()));
    context.put("domainPrefix", text(request.id()));
    Map<String, JsonValue> http = new LinkedHashMap<>();
    http.put("method", text(request.method()));
    http.put("path", text(decoded(request.path(), false)));
    http.put("protocol", text(request.protocol()));
    http.put("sourceIp", text(request.sourceIp()));
    http.put("userAgent", text(request.first("user-agent").orElse("")));
    context.put("http", new JsonValue.Obj(http));
    context.put("requestId", text(request.requestId()));
    context.put("routeKey", text("$default"));
    context.put("stage", text("$default"));
    context.put("time", text(TIME.format(Instant.ofEpochMilli(now))));
    context.put("timeEpoch", new JsonValue.Num(Long.toString(now)));
    return new JsonValue.Obj(context);
  }

  private static JsonValue authorizer(UrlRequest.Signer signer) {
    Map<String, JsonValue> iam = new LinkedHashMap<>();
    iam.put("accessKey", text(signer.accessKey()));
    iam.put("accountId", text(signer.account()));
    iam.put("callerId", text(signer.account()));
    iam.put("cognitoIdentity", new JsonValue.Null());
    iam.put("principalOrgId", new JsonValue.Null());
    iam.put("userArn", text(signer.principal()));
    iam.put("userId", text(signer.account()));
    return new JsonValue.Obj(Map.of("iam", new JsonValue.Obj(iam)));
  }

  /// Names in lower case; the values of one name joined by commas.
  private static Map<String, String> headers(UrlRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (UrlRequest.Field field : request.fields()) {
      headers.merge(
          field.name().toLowerCase(Locale.ROOT), field.value(), (one, two) -> one + "," + two);
    }
    headers.putIfAbsent("x-forwarded-for", request.sourceIp());
    headers.putIfAbsent("x-forwarded-proto", request.scheme());
    headers.putIfAbsent("x-forwarded-port", port(request));
    return headers;
  }

  private static String port(UrlRequest request) {
    int colon = request.host().lastIndexOf(':');
    if (colon >= 0) {
      return request.host().substring(colon + 1);
    }
    return request.scheme().equals("https") ? "443" : "80";
  }

  private static List<JsonValue> cookies(UrlRequest request) {
    List<JsonValue> cookies = new ArrayList<>();
    request
        .first("cookie")
        .ifPresent(line -> {
          for (String cookie : line.split(";", -1)) {
            if (!cookie.isBlank()) {
              cookies.add(text(cookie.strip()));
            }
          }
        });
    return cookies;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        parameters.merge(decoded(name, true), decoded(value, true), (one, two) -> one + "," + two);
      }
    }
    return parameters;
  }

  /// Percent-encoding undone; as it was sent where it is malformed.
  private static String decoded(String sent, boolean plusIsSpace) {
    try {
      return URLDecoder.decode(plusIsSpace ? sent : sent.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException malformed) {
      return sent;
    }
  }

  /// Whether the body is told as it is, and not in base64.
  private static boolean isText(UrlRequest request) {
    String type = request.first("content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || type.contains("javascript");
  }

  private static JsonValue object(Map<String, String> values) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    values.forEach((name, value) -> members.put(name, text(value)));
    return new JsonValue.Obj(members);
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }
}
