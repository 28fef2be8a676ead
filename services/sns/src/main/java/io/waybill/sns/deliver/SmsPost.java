package io.waybill.sns.deliver;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Outcome;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.model.Attribute;
import io.waybill.sns.model.PhoneNumber;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings messages to phones, through the SMS gateway, with the settings of the account.
///
/// @param account an ARN of the account and region that send it
record SmsPost(ServiceCalls calls, GatewayPost gateway, Letter letter, Arn account) {
  private static final String SENDER = "AWS.SNS.SMS.SenderID";
  private static final String TYPE = "AWS.SNS.SMS.SMSType";

  /// The message attributes that go along as they are, and what the gateway knows them by.
  private static final Map<String, String> PASSED_ON =
      Map.of(
          "AWS.SNS.SMS.MaxPrice", "maxPrice",
          "AWS.MM.SMS.OriginationNumber", "originationNumber",
          "AWS.MM.SMS.EntityId", "entityId",
          "AWS.MM.SMS.TemplateId", "templateId");

  /// Sends the message to the number in `endpoint`, unless it has opted out.
  void send(String endpoint, Consumer<Outcome> then) {
    String number = PhoneNumber.plain(endpoint);
    OwnCalls own = new OwnCalls(calls, account, letter);
    own.call(
        "CheckIfPhoneNumberIsOptedOut",
        Map.of("phoneNumber", Document.text(number)),
        answer -> {
          if (answer.get("isOptedOut") instanceof Document.Bool(boolean optedOut) && optedOut) {
            then.accept(refused());
          } else {
            own.call(
                "GetSMSAttributes",
                Map.of(),
                settings -> send(number, OwnCalls.texts(settings, "attributes"), then),
                then);
          }
        },
        then);
  }

  private void send(String number, Map<String, String> settings, Consumer<Outcome> then) {
    gateway.send(
        body(number, settings),
        letter.messageId() + "/" + number,
        () -> then.accept(refused()),
        then);
  }

  /// AWS (delivery status of SMS): its word for a number that wants no messages.
  private static Outcome refused() {
    return new Outcome.Failed(true, "OptedOut", "Phone number is opted out", 0);
  }

  private JsonValue.Obj body(String number, Map<String, String> settings) {
    Map<String, JsonValue> body = new LinkedHashMap<>();
    body.put("messageId", text(letter.messageId().toString()));
    body.put("phoneNumber", text(number));
    body.put("message", text(letter.text(Protocol.SMS)));
    body.put("smsType", text(type(letter, settings)));
    attribute(letter, SENDER)
        .or(() -> Optional.ofNullable(settings.get("DefaultSenderID")).filter(id -> !id.isEmpty()))
        .ifPresent(sender -> body.put("senderId", text(sender)));
    PASSED_ON.forEach(
        (name, known) -> attribute(letter, name).ifPresent(value -> body.put(known, text(value))));
    body.put("account", text(account.account()));
    body.put("region", text(account.region()));
    if (!letter.topicArn().isEmpty()) {
      body.put("topicArn", text(letter.topicArn()));
    }
    return new JsonValue.Obj(body);
  }

  /// Whether it is `Transactional` or `Promotional`.
  static String type(Letter letter, Map<String, String> settings) {
    return attribute(letter, TYPE)
        .or(() -> Optional.ofNullable(settings.get("DefaultSMSType")))
        .orElse("Promotional");
  }

  private static Optional<String> attribute(Letter letter, String name) {
    return letter.draft().attributes().stream()
        .filter(each -> each.name().equals(name))
        .map(Attribute::text)
        .findFirst();
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }
}
