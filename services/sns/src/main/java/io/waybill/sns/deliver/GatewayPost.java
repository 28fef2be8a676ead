package io.waybill.sns.deliver;

import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.outward.HttpRequest;
import io.waybill.engine.outward.MessageGateway;
import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Hands messages to a gateway of the configuration: one POST of JSON each, the same at each try.
record GatewayPost(HttpCaller caller, MessageGateway gateway) {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int ANSWER_BYTES_MAX = 4096;
  private static final int GONE = 410;

  /// Where another try is without hope. What else a gateway answers is between it and us, such as a
  /// wrong token, and costs no message.
  private static final Set<Integer> HOPELESS = Set.of(400, 404, 405, GONE, 413, 415, 422);

  /// Sends `body`.
  ///
  /// @param key the same for each try of one delivery, so that the gateway knows them
  /// @param gone asked when the gateway says that whom it is for is there no longer
  void send(JsonValue.Obj body, String key, Runnable gone, Consumer<Outcome> then) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Idempotency-Key", key);
    headers.put("User-Agent", "Amazon Simple Notification Service Agent");
    gateway.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    caller.call(
        new HttpRequest(
            "POST",
            gateway.address(),
            headers,
            body.render().getBytes(StandardCharsets.UTF_8),
            TIMEOUT,
            ANSWER_BYTES_MAX),
        outcome -> {
          if (outcome instanceof HttpOutcome.Answered answered && answered.status() == GONE) {
            gone.run();
          } else {
            then.accept(outcome(outcome));
          }
        });
  }

  private static Outcome outcome(HttpOutcome outcome) {
    return switch (Failures.of(outcome)) {
      case Outcome.Delivered delivered -> new Outcome.Delivered(told(outcome, delivered.note()));
      case Outcome.Failed failed ->
          new Outcome.Failed(
              outcome instanceof HttpOutcome.Answered answered
                  && HOPELESS.contains(answered.status()),
              failed.code(),
              failed.message(),
              failed.retryAfterMillis());
    };
  }

  /// What the gateway calls the message, or its status.
  private static String told(HttpOutcome outcome, String status) {
    if (outcome instanceof HttpOutcome.Answered(int _, var _, byte[] body)) {
      return JsonValue.parseObject(new String(body, StandardCharsets.UTF_8))
          .flatMap(answer -> answer.get("id"))
          .map(id -> id instanceof JsonValue.Text(String text) ? text : id.render())
          .orElse(status);
    }
    return status;
  }
}
