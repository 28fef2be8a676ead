package io.waybill.conformance.nonsense;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Calls a service with whatever input, and demands an answer that AWS's clients can read.
///
/// @param service the name in the signature's scope
/// @param target what stands before the operation in `X-Amz-Target`; empty for the query protocol
record RawCall(RunningServer server, String service, String target) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern JSON_FAULT =
      Pattern.compile("(?s)(?=.*\"__type\":\"[A-Za-z.#]+\").*\"[Mm]essage\":\"(?!null\").+");
  private static final Pattern XML_FAULT =
      Pattern.compile("(?s).*<Type>Sender</Type><Code>[A-Za-z.]+</Code><Message>[^<].*");

  void check(String operation, Map<String, Object> input) {
    String body = target.isEmpty() ? form(operation, input) : JsonText.of(plain(input));
    HttpResponse<String> reply = send(operation, body);
    String said = operation + " " + body.substring(0, Math.min(body.length(), 2_000));
    assertThat(reply.statusCode()).as("%s%n%s", said, reply.body()).isBetween(200, 499);
    assertThat(reply.headers().firstValue("x-amzn-RequestId")).as(said).isPresent();
    assertThat(reply.body()).as(said).doesNotContain("java.lang", "io.waybill", "Exception: ");
    if (reply.statusCode() != 200 && !reply.body().contains("SerializationException")) {
      assertThat(reply.body()).as(said).matches(target.isEmpty() ? XML_FAULT : JSON_FAULT);
    }
  }

  private HttpResponse<String> send(String operation, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.endpoint())
            .timeout(Duration.ofSeconds(30))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (target.isEmpty()) {
      request.header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    } else {
      request
          .header("Content-Type", "application/x-amz-json-1.1")
          .header("X-Amz-Target", target + "." + operation);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(operation + " " + body, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Sample.Named(var entries) -> plain(entries);
      case Map<?, ?> map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((name, each) -> all.put(name, plain(each)));
        yield all;
      }
      case List<?> list -> list.stream().map(RawCall::plain).toList();
      default -> value;
    };
  }

  private static String form(String operation, Map<String, Object> input) {
    StringBuilder form = new StringBuilder("Action=" + operation + "&Version=2010-03-31");
    input.forEach((name, value) -> append(form, name, value));
    return form.toString();
  }

  private static void append(StringBuilder form, String name, Object value) {
    switch (value) {
      case Sample.Named(var entries) -> {
        int number = 0;
        for (Map.Entry<String, Object> each : entries.entrySet()) {
          String place = name + ".entry." + ++number;
          append(form, place + ".key", each.getKey());
          append(form, place + ".value", each.getValue());
        }
      }
      case Map<?, ?> map -> map.forEach((inner, each) -> append(form, name + "." + inner, each));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          append(form, name + ".member." + (i + 1), list.get(i));
        }
      }
      default ->
          form.append('&')
              .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
              .append('=')
              .append(URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8));
    }
  }
}
