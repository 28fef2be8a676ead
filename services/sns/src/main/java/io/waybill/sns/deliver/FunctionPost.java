package io.waybill.sns.deliver;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.OutcomeAnswer;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.state.Letter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Brings messages to functions: an asynchronous invocation, by SNS on behalf of the topic.
record FunctionPost(ServiceCalls calls, Letter letter) {
  private static final String PRINCIPAL = "sns.amazonaws.com";

  /// Invokes `endpoint`.
  ///
  /// @param envelope the notification as other endpoints have it
  void send(String endpoint, String subscription, String envelope, Consumer<Outcome> then) {
    Arn function =
        Arn.parse(endpoint).orElseThrow(() -> new IllegalStateException("not an ARN: " + endpoint));
    Caller caller =
        new Caller(
            new AccountId(function.account()),
            new Region(function.region()),
            PRINCIPAL,
            letter.messageId().toString(),
            letter.baseUrl(),
            letter.topicArn());
    byte[] event = event(subscription, envelope).getBytes(StandardCharsets.UTF_8);
    Document.Struct input =
        new Document.Struct(
            Map.of(
                "FunctionName", Document.text(endpoint),
                "InvocationType", Document.text("Event"),
                "Payload", Document.text(Base64.getEncoder().encodeToString(event))));
    calls.call(
        "lambda:Invoke",
        caller.tracedBy(letter.draft().traceHeader()),
        input,
        new OutcomeAnswer<>(then, output -> "accepted", Failures::of, Failures::of));
  }

  // AWS ("Using Lambda with Amazon SNS"): one record; URLs are spelled differently here.
  private static String event(String subscription, String envelope) {
    Map<String, JsonValue> sns = new LinkedHashMap<>();
    sns.put("Subject", new JsonValue.Null());
    sns.put("MessageAttributes", new JsonValue.Obj(Map.of()));
    JsonValue.parseObject(envelope)
        .orElseThrow(() -> new IllegalStateException("an envelope is no JSON object"))
        .members()
        .forEach((name, value) -> sns.put(name.replace("URL", "Url"), value));
    Map<String, JsonValue> record = new LinkedHashMap<>();
    record.put("EventSource", new JsonValue.Text("aws:sns"));
    record.put("EventVersion", new JsonValue.Text("1.0"));
    record.put("EventSubscriptionArn", new JsonValue.Text(subscription));
    record.put("Sns", new JsonValue.Obj(sns));
    JsonValue records = new JsonValue.Arr(List.of(new JsonValue.Obj(record)));
    return new JsonValue.Obj(Map.of("Records", records)).render();
  }
}
