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
/// topics, REST with functions.
final class Client {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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

  /// Calls Lambda: `method` on `path`, with headers by name and value.
  ///
  /// @return the answer; its id is the request's
  HttpResponse<byte[]> lambda(String method, String path, JsonNode input, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request("lambda", "application/json", path);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    byte[] body = JSON.writeValueAsBytes(input);
    return answered(request.method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /// What happened to a message or an event.
  JsonNode trail(String id) throws IOException, InterruptedException {
    HttpRequest.Builder request = request("lambda", "application/json", "_waybill/trail/" + id);
    return JSON.readTree(answered(request.GET()).body()).get("events");
  }

  /// Moves the server's clock ahead; returns when all that fell due is done.
  void advance(int seconds) throws IOException, InterruptedException {
    String action = "{\"action\":\"advance\",\"by\":\"" + seconds + "s\"}";
    HttpRequest.Builder request = request("lambda", "application/json", "_waybill/clock");
    answered(request.POST(HttpRequest.BodyPublishers.ofString(action)));
  }

  private byte[] send(String service, String type, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(service, type, "");
    headers.forEach(request::header);
    return answered(request.POST(HttpRequest.BodyPublishers.ofByteArray(body))).body();
  }

  private HttpRequest.Builder request(String service, String type, String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path))
        .timeout(PATIENCE)
        .header("Content-Type", type)
        .header("Authorization", credentials(service));
  }

  private HttpResponse<byte[]> answered(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() >= 300) {
      throw new Refused(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }
    return response;
  }

  private static String credentials(String service) {
    return "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
        + service
        + "/aws4_request, SignedHeaders=host, Signature=0";
  }

  String createQueue(String name, boolean fifo) throws IOException, InterruptedException {
    return createQueue(name, fifo ? Map.of("FifoQueue", "true") : Map.of());
  }

  String createQueue(String name, Map<String, String> attributes)
      throws IOException, InterruptedException {
    ObjectNode input = JSON.createObjectNode().put("QueueName", name);
    ObjectNode given = input.putObject("Attributes");
    attributes.forEach(given::put);
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
