package io.waybill.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Speaks awsJson to a server.
final class Client {
  private static final String CREDENTIALS =
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request,"
          + " SignedHeaders=host, Signature=0";
  static final ObjectMapper JSON = new ObjectMapper();

  /// An answer that is no success.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    final int status;

    Refused(int status, String body) {
      super(status + " " + body);
      this.status = status;
    }
  }

  private final HttpClient http;
  private final URI endpoint;

  Client(String endpoint) {
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    this.endpoint = URI.create(endpoint + "/");
  }

  /// Calls `operation`. Throws [Refused] where the server says no, another IOException where it
  /// does not answer.
  JsonNode call(String operation, ObjectNode input) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .header("Authorization", CREDENTIALS)
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(input)))
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new Refused(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }
    return JSON.readTree(response.body());
  }

  String createQueue(String name, boolean fifo) throws IOException, InterruptedException {
    ObjectNode input = JSON.createObjectNode().put("QueueName", name);
    if (fifo) {
      input.putObject("Attributes").put("FifoQueue", "true");
    }
    return call("CreateQueue", input).get("QueueUrl").asText();
  }

  ObjectNode on(String queue) {
    return JSON.createObjectNode().put("QueueUrl", endpoint + "000000000000/" + queue);
  }

  /// Messages that are in `queue`, in whatever state.
  int count(String queue) throws IOException, InterruptedException {
    ObjectNode input = on(queue);
    input.putArray("AttributeNames").add("All");
    JsonNode attributes = call("GetQueueAttributes", input).get("Attributes");
    return attributes.get("ApproximateNumberOfMessages").asInt()
        + attributes.get("ApproximateNumberOfMessagesNotVisible").asInt()
        + attributes.get("ApproximateNumberOfMessagesDelayed").asInt();
  }
}
