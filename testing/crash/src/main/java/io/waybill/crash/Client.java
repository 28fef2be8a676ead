package io.waybill.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Speaks to a server as AWS's clients do: awsJson with queues and buses, the query protocol with
/// topics.
final class Client {
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

  /// Calls `operation` of SQS. Throws [Refused] where the server says no, another IOException where
  /// it does not answer.
  JsonNode call(String operation, ObjectNode input) throws IOException, InterruptedException {
    return JSON.readTree(
        send(
            "sqs",
            "application/x-amz-json-1.0",
            Map.of("X-Amz-Target", "AmazonSQS." + operation),
            JSON.writeValueAsBytes(input)));
  }

  /// Calls `operation` of EventBridge.
  JsonNode events(String operation, ObjectNode input) throws IOException, InterruptedException {
    return JSON.readTree(
        send(
            "events",
            "application/x-amz-json-1.1",
            Map.of("X-Amz-Target", "AWSEvents." + operation),
            JSON.writeValueAsBytes(input)));
  }

  /// Calls `action` of a service that speaks the query protocol; names and values by turns.
  String query(String service, String action, String... parameters)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder("Action=" + action);
    for (int i = 0; i < parameters.length; i += 2) {
      String value = URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8);
      body.append('&').append(parameters[i]).append('=').append(value);
    }
    byte[] answer =
        send(
            service,
            "application/x-www-form-urlencoded",
            Map.of(),
            body.toString().getBytes(StandardCharsets.UTF_8));
    return new String(answer, StandardCharsets.UTF_8);
  }

  private byte[] send(String service, String type, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", type)
            .header("Authorization", credentials(service))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new Refused(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }
    return response.body();
  }

  private static String credentials(String service) {
    return "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature=0";
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
