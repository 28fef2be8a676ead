package io.waybill.sns.deliver;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.logs.LogWriter;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.model.PhoneNumber;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.model.SmsAttributes;
import io.waybill.sns.model.SmsParts;
import io.waybill.sns.state.Letter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells CloudWatch Logs what became of SMS, where their account asks for it.
///
/// AWS ("SMS delivery status"): the account's settings decide, and what was published to a number
/// has a log group of its own.
record SmsStatus(ServiceCalls calls, StatusLog log) {
  private static final Logger logger = LoggerFactory.getLogger(SmsStatus.class);
  private static final String DIRECT = "DirectPublishToPhoneNumber";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /// @param outcome the last one: delivered, or given up
  void tell(Letter letter, String endpoint, Outcome outcome, Transaction transaction, Stamp stamp) {
    UUID stream = stamp.uuid();
    long lot = stamp.ids().next();
    long now = stamp.millis();
    boolean direct = letter.topicArn().isEmpty();
    Arn.parse(direct ? letter.recipient().onBehalfOf() : letter.topicArn())
        .ifPresent(account ->
            transaction.afterCommit(() ->
                new OwnCalls(calls, account, letter)
                    .call(
                        "GetSMSAttributes",
                        Map.of(),
                        answer -> {
                          Map<String, String> settings = OwnCalls.texts(answer, "attributes");
                          boolean success = outcome instanceof Outcome.Delivered;
                          if (SmsAttributes.tellsOf(settings, success, lot)) {
                            log.write(
                                direct ? direct(account) : account,
                                success,
                                stream.toString(),
                                new LogWriter.Line(
                                    now, line(letter, endpoint, outcome, settings, now)));
                          }
                        },
                        failed -> logger.debug("no SMS settings: {}", failed))));
  }

  private static Arn direct(Arn account) {
    return new Arn(
        account.partition(), account.service(), account.region(), account.account(), DIRECT);
  }

  private static String line(
      Letter letter, String endpoint, Outcome outcome, Map<String, String> settings, long now) {
    Map<String, JsonValue> notification = new LinkedHashMap<>();
    notification.put("messageId", text(letter.messageId().toString()));
    notification.put("timestamp", text(TIME.format(Instant.ofEpochMilli(letter.millis()))));
    Map<String, JsonValue> delivery = new LinkedHashMap<>();
    delivery.put("numberOfMessageParts", number(SmsParts.of(letter.text(Protocol.SMS))));
    delivery.put("destination", text(PhoneNumber.plain(endpoint)));
    delivery.put("priceInUSD", number(0));
    delivery.put("smsType", text(SmsPost.type(letter, settings)));
    delivery.put(
        "providerResponse",
        text(
            switch (outcome) {
              case Outcome.Delivered _ -> "Message has been accepted by phone carrier";
              case Outcome.Failed failed -> failed.message();
            }));
    delivery.put("dwellTimeMs", number(Math.max(0, now - letter.millis())));
    Map<String, JsonValue> line = new LinkedHashMap<>();
    line.put("notification", new JsonValue.Obj(notification));
    line.put("delivery", new JsonValue.Obj(delivery));
    line.put("status", text(outcome instanceof Outcome.Delivered ? "SUCCESS" : "FAILURE"));
    return new JsonValue.Obj(line).render();
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }

  private static JsonValue number(long value) {
    return new JsonValue.Num(String.valueOf(value));
  }
}
