package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// How an asynchronous event ended, as AWS tells it to destinations.
///
/// @param condition `Success`, `RetriesExhausted`, `EventAgeExceeded`, `ZeroReservedConcurrency` or
///   `RecursiveInvocation`
/// @param version what ran last; empty where nothing ran
/// @param error `Handled`, `Unhandled` or empty
/// @param response the function's answer or error; empty where nothing ran
record InvocationRecord(
    AsyncEvent event,
    String functionArn,
    String condition,
    int attempts,
    String version,
    String error,
    String response) {
  private static final int TOPIC_BYTES_MAX = 262_144;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  static InvocationRecord of(
      AsyncEvent event,
      Resource function,
      String condition,
      int attempts,
      RunNote note,
      String error) {
    String version = note.version().isEmpty() ? FunctionName.LATEST : note.version();
    return new InvocationRecord(
        event,
        function.arn() + ":" + version,
        condition,
        attempts,
        note.version(),
        error,
        note.response());
  }

  /// The record for a destination on failure. AWS (OnFailure): a topic takes 256 KB; of what is
  /// larger the payloads are dropped, so that it is heard of at all.
  String failureFor(String target, long millis) {
    String whole = json(millis);
    boolean fits =
        Arn.parse(target).filter(arn -> arn.service().equals("sns")).isEmpty()
            || whole.getBytes(StandardCharsets.UTF_8).length <= TOPIC_BYTES_MAX;
    return fits ? whole : json(millis, false);
  }

  String json(long millis) {
    return json(millis, true);
  }

  private String json(long millis, boolean payloads) {
    Map<String, JsonValue> context = new LinkedHashMap<>();
    context.put("requestId", text(event.requestId()));
    context.put("functionArn", text(functionArn));
    context.put("condition", text(condition));
    context.put("approximateInvokeCount", new JsonValue.Num(String.valueOf(attempts)));
    Map<String, JsonValue> all = new LinkedHashMap<>();
    all.put("version", text("1.0"));
    all.put("timestamp", text(TIME.format(Instant.ofEpochMilli(millis))));
    all.put("requestContext", new JsonValue.Obj(context));
    if (payloads) {
      all.put("requestPayload", parsed(new String(event.payload(), StandardCharsets.UTF_8)));
    }
    if (!version.isEmpty()) {
      Map<String, JsonValue> answered = new LinkedHashMap<>();
      answered.put("statusCode", new JsonValue.Num("200"));
      answered.put("executedVersion", text(version));
      if (!error.isEmpty()) {
        answered.put("functionError", text(error));
      }
      all.put("responseContext", new JsonValue.Obj(answered));
      if (payloads) {
        all.put("responsePayload", parsed(response));
      }
    }
    return new JsonValue.Obj(all).render();
  }

  private static JsonValue parsed(String json) {
    return JsonValue.parse(json).orElseGet(() -> text(json));
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }
}
