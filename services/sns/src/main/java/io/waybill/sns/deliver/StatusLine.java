package io.waybill.sns.deliver;

import io.waybill.engine.outbox.Outcome;
import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// How a delivery went, as AWS writes it to CloudWatch Logs ("Message delivery status").
///
/// @param destination the endpoint
/// @param id what the delivery is called
/// @param attempts how often it was tried
record StatusLine(
    Letter letter, Protocol protocol, String destination, UUID id, int attempts, long nowMillis) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered delivered -> of(delivered);
      case Outcome.Failed failed -> of(failed);
    };
  }

  private String of(Outcome.Delivered outcome) {
    return switch (protocol) {
      case LAMBDA -> line("SUCCESS", 202, told(Map.of("lambdaRequestId", id.toString())));
      case SQS ->
          line(
              "SUCCESS",
              200,
              told(Map.of("sqsRequestId", id.toString(), "sqsMessageId", outcome.note())));
      case HTTP, HTTPS -> line("SUCCESS", status(outcome.note(), 200), "");
      case EMAIL, EMAIL_JSON, SMS, APPLICATION, FIREHOSE -> line("SUCCESS", 200, outcome.note());
    };
  }

  private String of(Outcome.Failed outcome) {
    return line(
        "FAILURE", status(outcome.code(), outcome.permanent() ? 400 : 500), outcome.message());
  }

  private static int status(String text, int otherwise) {
    return text.matches("[1-5][0-9]{2}") ? Integer.parseInt(text) : otherwise;
  }

  private static String told(Map<String, String> response) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    response.forEach((name, value) -> members.put(name, new JsonValue.Text(value)));
    return new JsonValue.Obj(members).render();
  }

  private String line(String status, int code, String response) {
    Map<String, JsonValue> notification = new LinkedHashMap<>();
    notification.put("messageMD5Sum", text(md5()));
    notification.put("messageId", text(letter.messageId().toString()));
    if (!letter.topicArn().isEmpty()) {
      notification.put("topicArn", text(letter.topicArn()));
    }
    notification.put("timestamp", text(TIME.format(Instant.ofEpochMilli(letter.millis()))));
    Map<String, JsonValue> delivery = new LinkedHashMap<>();
    delivery.put("deliveryId", text(id.toString()));
    delivery.put("destination", text(destination));
    delivery.put("providerResponse", text(response));
    delivery.put("dwellTimeMs", number(Math.max(0, nowMillis - letter.millis())));
    if (protocol.isHttp()) {
      delivery.put("attempts", number(attempts));
    }
    delivery.put("statusCode", number(code));
    Map<String, JsonValue> line = new LinkedHashMap<>();
    line.put("notification", new JsonValue.Obj(notification));
    line.put("delivery", new JsonValue.Obj(delivery));
    line.put("status", text(status));
    return new JsonValue.Obj(line).render();
  }

  private String md5() {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      byte[] text = letter.text(protocol).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(md5.digest(text));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has MD5", missing);
    }
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }

  private static JsonValue number(long value) {
    return new JsonValue.Num(String.valueOf(value));
  }
}
