package io.waybill.sns.deliver;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Outcome;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.model.MessageTexts;
import io.waybill.sns.model.Platform;
import io.waybill.sns.model.PlatformArns;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings messages to devices, through the push gateway, which has the platforms' credentials.
///
/// AWS ("Mobile push"): nothing is sent to a disabled endpoint, or one of a disabled application;
/// an endpoint whose token the platform calls invalid is disabled, until somebody enables it again,
/// with a new token.
record PushPost(ServiceCalls calls, GatewayPost gateway, Letter letter) {
  private static final String ATTRIBUTES = "Attributes";
  private static final Outcome DISABLED =
      new Outcome.Failed(true, "EndpointDisabled", "Endpoint is disabled", 0);
  private static final Outcome APPLICATION_DISABLED =
      new Outcome.Failed(
          true, "PlatformApplicationDisabled", "Platform application is disabled", 0);
  private static final Outcome DEAD_TOKEN =
      new Outcome.Failed(
          true,
          "InvalidPlatformToken",
          "Platform token associated with the endpoint is not valid",
          0);

  void send(Arn endpoint, Consumer<Outcome> then) {
    OwnCalls own = new OwnCalls(calls, endpoint, letter);
    own.call(
        "GetPlatformApplicationAttributes",
        Map.of(
            "PlatformApplicationArn",
            Document.text(PlatformArns.applicationOf(endpoint).toString())),
        application -> {
          if (Platform.isDisabled(OwnCalls.texts(application, ATTRIBUTES))) {
            then.accept(APPLICATION_DISABLED);
          } else {
            attributes(own, endpoint, device -> send(own, endpoint, device, then), then);
          }
        },
        then);
  }

  private static void attributes(
      OwnCalls own, Arn endpoint, Consumer<Map<String, String>> then, Consumer<Outcome> failed) {
    own.call(
        "GetEndpointAttributes",
        Map.of("EndpointArn", Document.text(endpoint.toString())),
        answer -> then.accept(OwnCalls.texts(answer, ATTRIBUTES)),
        failed);
  }

  private void send(
      OwnCalls own, Arn endpoint, Map<String, String> device, Consumer<Outcome> then) {
    if (Platform.isDisabled(device)) {
      then.accept(DISABLED);
      return;
    }
    gateway.send(
        body(endpoint, device),
        letter.messageId() + "/" + endpoint,
        () -> disable(own, endpoint, device, then),
        then);
  }

  /// The outcome is told when the endpoint is durably disabled: before that, another try finds the
  /// dead token again. A token that was changed meanwhile is another, which gets its own try.
  private static void disable(
      OwnCalls own, Arn endpoint, Map<String, String> device, Consumer<Outcome> then) {
    attributes(
        own,
        endpoint,
        now -> {
          if (!now.getOrDefault(Platform.TOKEN, "").equals(device.get(Platform.TOKEN))) {
            then.accept(new Outcome.Failed(false, "TokenChanged", "The token was changed", 0));
            return;
          }
          Document enabled = new Document.Struct(Map.of(Platform.ENABLED, Document.text("false")));
          own.call(
              "SetEndpointAttributes",
              Map.of("EndpointArn", Document.text(endpoint.toString()), ATTRIBUTES, enabled),
              done -> then.accept(DEAD_TOKEN),
              then);
        },
        then);
  }

  private JsonValue.Obj body(Arn endpoint, Map<String, String> device) {
    String platform = PlatformArns.platformOf(endpoint);
    Optional<String> payload =
        letter.draft().structured()
            ? MessageTexts.forKey(letter.draft().message(), Platform.messageKey(platform))
            : Optional.empty();
    Map<String, JsonValue> body = new LinkedHashMap<>();
    body.put("messageId", text(letter.messageId().toString()));
    body.put("platform", text(platform));
    body.put("token", text(device.getOrDefault(Platform.TOKEN, "")));
    body.put("endpointArn", text(endpoint.toString()));
    body.put("message", text(letter.text(Protocol.APPLICATION)));
    payload.ifPresent(own -> body.put("payload", text(own)));
    if (!letter.draft().subject().isEmpty()) {
      body.put("subject", text(letter.draft().subject()));
    }
    String userData = device.getOrDefault(Platform.USER_DATA, "");
    if (!userData.isEmpty()) {
      body.put("customUserData", text(userData));
    }
    Map<String, JsonValue> attributes = new LinkedHashMap<>();
    letter.draft().attributes().forEach(each -> attributes.put(each.name(), text(each.text())));
    body.put("attributes", new JsonValue.Obj(attributes));
    if (!letter.topicArn().isEmpty()) {
      body.put("topicArn", text(letter.topicArn()));
    }
    return new JsonValue.Obj(body);
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }
}
