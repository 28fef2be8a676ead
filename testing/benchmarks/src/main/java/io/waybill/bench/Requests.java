package io.waybill.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Requests to SQS as AWS's clients send them, ready to be written to a socket.
final class Requests {
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, "
          + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
          + "Signature=0000000000000000000000000000000000000000000000000000000000000000";

  private Requests() {}

  /// A call of `operation` in awsJson 1.0.
  static byte[] json(String operation, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST / HTTP/1.1\r\n"
            + "Host: localhost:4566\r\n"
            + "Content-Type: application/x-amz-json-1.0\r\n"
            + "X-Amz-Target: AmazonSQS."
            + operation
            + "\r\nX-Amz-Date: 20260101T000000Z\r\n"
            + "Authorization: "
            + SIGNATURE
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + bytes.length);
    out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  /// A queue's URL, whatever port the server has.
  static String url(String queue) {
    return "http://localhost:4566/000000000000/" + queue;
  }

  static byte[] createQueue(String queue, String attributes) {
    return json(
        "CreateQueue", "{\"QueueName\":\"" + queue + "\",\"Attributes\":{" + attributes + "}}");
  }

  static byte[] send(String queue, String body) {
    return json(
        "SendMessage", "{\"QueueUrl\":\"" + url(queue) + "\",\"MessageBody\":\"" + body + "\"}");
  }

  /// A batch to a FIFO queue: message by message, the next of `groups` groups, each with a
  /// deduplication id of its own.
  ///
  /// @param first the first message's number
  static byte[] sendToGroups(String queue, String body, long first, int entries, long groups) {
    StringBuilder list = new StringBuilder();
    for (long number = first; number < first + entries; number++) {
      list.append(number == first ? "" : ",")
          .append("{\"Id\":\"")
          .append(number - first)
          .append("\",\"MessageBody\":\"")
          .append(body)
          .append("\",\"MessageGroupId\":\"g")
          .append(number % groups)
          .append("\",\"MessageDeduplicationId\":\"d")
          .append(number)
          .append("\"}");
    }
    return json(
        "SendMessageBatch", "{\"QueueUrl\":\"" + url(queue) + "\",\"Entries\":[" + list + "]}");
  }

  static byte[] sendBatch(String queue, String body, int entries) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < entries; i++) {
      list.append(i == 0 ? "" : ",")
          .append("{\"Id\":\"")
          .append(i)
          .append("\",\"MessageBody\":\"")
          .append(body)
          .append("\"}");
    }
    return json(
        "SendMessageBatch", "{\"QueueUrl\":\"" + url(queue) + "\",\"Entries\":[" + list + "]}");
  }

  static byte[] receive(String queue, int most, int waitSeconds) {
    return json(
        "ReceiveMessage",
        "{\"QueueUrl\":\""
            + url(queue)
            + "\",\"MaxNumberOfMessages\":"
            + most
            + ",\"WaitTimeSeconds\":"
            + waitSeconds
            + "}");
  }

  static byte[] delete(String queue, String handle) {
    return json(
        "DeleteMessage",
        "{\"QueueUrl\":\"" + url(queue) + "\",\"ReceiptHandle\":\"" + handle + "\"}");
  }

  static byte[] deleteBatch(String queue, List<String> handles) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < handles.size(); i++) {
      list.append(i == 0 ? "" : ",")
          .append("{\"Id\":\"")
          .append(i)
          .append("\",\"ReceiptHandle\":\"")
          .append(handles.get(i))
          .append("\"}");
    }
    return json(
        "DeleteMessageBatch", "{\"QueueUrl\":\"" + url(queue) + "\",\"Entries\":[" + list + "]}");
  }

  /// A text of `bytes` letters.
  static String body(int bytes) {
    return "m".repeat(bytes);
  }
}
