package io.waybill.bench;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Requests to SNS and EventBridge as AWS's clients send them, ready to be written to a socket.
final class CloudRequests {
  private CloudRequests() {}

  static String topic(String name) {
    return "arn:aws:sns:us-east-1:000000000000:" + name;
  }

  static String queue(String name) {
    return "arn:aws:sqs:us-east-1:000000000000:" + name;
  }

  static byte[] createTopic(String name) {
    return query("CreateTopic", "Name", name);
  }

  static byte[] subscribe(String topic, String queue) {
    return query(
        "Subscribe", "TopicArn", topic(topic), "Protocol", "sqs", "Endpoint", queue(queue));
  }

  static byte[] publish(String topic, String message) {
    return query("Publish", "TopicArn", topic(topic), "Message", message);
  }

  /// `entries` equal messages.
  ///
  /// @param kind the attribute `kind` that they have
  static byte[] publishBatch(String topic, String message, String kind, int entries) {
    List<String> parameters = new ArrayList<>(List.of("TopicArn", topic(topic)));
    for (int i = 1; i <= entries; i++) {
      String entry = "PublishBatchRequestEntries.member." + i + ".";
      parameters.addAll(List.of(entry + "Id", "e" + i, entry + "Message", message));
      parameters.addAll(kind(entry, kind));
    }
    return query("PublishBatch", parameters.toArray(String[]::new));
  }

  private static List<String> kind(String before, String kind) {
    String attribute = before + "MessageAttributes.entry.1.";
    return List.of(
        attribute + "Name", "kind",
        attribute + "Value.DataType", "String",
        attribute + "Value.StringValue", kind);
  }

  /// Asks for a subscription of an HTTP endpoint, which it has to confirm.
  ///
  /// @param kind the only kind of messages that it gets
  /// @param delivery its delivery policy
  static byte[] subscribeEndpoint(String topic, String endpoint, String kind, String delivery) {
    return query(
        "Subscribe",
        "TopicArn",
        topic(topic),
        "Protocol",
        "http",
        "Endpoint",
        endpoint,
        "Attributes.entry.1.key",
        "FilterPolicy",
        "Attributes.entry.1.value",
        "{\"kind\":[\"" + kind + "\"]}",
        "Attributes.entry.2.key",
        "DeliveryPolicy",
        "Attributes.entry.2.value",
        delivery);
  }

  static byte[] confirm(String topic, String token) {
    return query("ConfirmSubscription", "TopicArn", topic(topic), "Token", token);
  }

  static byte[] putRule(String rule, String pattern) {
    return events(
        "PutRule", "{\"Name\":\"" + rule + "\",\"EventPattern\":\"" + escaped(pattern) + "\"}");
  }

  static byte[] putTarget(String rule, String queue) {
    return events(
        "PutTargets",
        "{\"Rule\":\""
            + rule
            + "\",\"Targets\":[{\"Id\":\"1\",\"Arn\":\""
            + queue(queue)
            + "\"}]}");
  }

  /// `entries` equal events of `source`, with `detail` as their detail.
  static byte[] putEvents(String source, String detail, int entries) {
    String entry =
        "{\"Source\":\""
            + source
            + "\",\"DetailType\":\"bench\",\"Detail\":\""
            + escaped(detail)
            + "\"}";
    return events("PutEvents", "{\"Entries\":[" + (entry + ",").repeat(entries - 1) + entry + "]}");
  }

  private static String escaped(String json) {
    return json.replace("\"", "\\\"");
  }

  private static byte[] query(String action, String... parameters) {
    StringBuilder body = new StringBuilder("Action=" + action + "&Version=2010-03-31");
    for (int i = 0; i < parameters.length; i += 2) {
      body.append('&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return request("sns", "application/x-www-form-urlencoded", "", body.toString());
  }

  private static byte[] events(String operation, String body) {
    return request(
        "events",
        "application/x-amz-json-1.1",
        "X-Amz-Target: AWSEvents." + operation + "\r\n",
        body);
  }

  private static byte[] request(String service, String type, String header, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST / HTTP/1.1\r\n"
            + "Host: localhost:4566\r\n"
            + "Content-Type: "
            + type
            + "\r\n"
            + header
            + "X-Amz-Date: 20260101T000000Z\r\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
            + service
            + "/aws4_request, SignedHeaders=host;x-amz-date, Signature="
            + "0".repeat(64)
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + bytes.length);
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(bytes);
    return out.toByteArray();
  }
}
