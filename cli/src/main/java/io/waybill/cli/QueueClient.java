package io.waybill.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/// As much of a client as the demo needs: AWS's protocols of SQS, SNS and Lambda with nothing but
/// the JDK.
final class QueueClient {
  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  QueueClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /// Calls an operation of SQS, such as `SendMessage`. Throws [CommandFailure] where it is refused,
  /// and IOException where the server is gone.
  Json call(String operation, Json input) throws IOException {
    HttpRequest request =
        request("sqs", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .POST(BodyPublishers.ofString(input.toString()))
            .build();
    HttpResponse<String> response = send(request);
    Json answer = response.body().isEmpty() ? Json.of() : Json.parse(response.body());
    if (response.statusCode() != 200) {
      throw new CommandFailure(
          operation + " was refused: " + answer.text("__type") + " " + answer.text("message"));
    }
    return answer;
  }

  /// Calls an action of SNS, such as `Publish`, with names and values by turns; answers its XML.
  String query(String action, String... parameters) throws IOException {
    StringBuilder body = new StringBuilder("Action=" + action);
    for (int i = 0; i < parameters.length; i += 2) {
      String value = URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8);
      body.append('&').append(parameters[i]).append('=').append(value);
    }
    HttpRequest request =
        request("sns", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw new CommandFailure(action + " was refused: " + response.body());
    }
    return response.body();
  }

  /// Posts to `path` of Lambda. Throws [CommandFailure] where it is refused.
  void lambda(String path, Json input) throws IOException {
    HttpRequest request =
        request("lambda", "application/json")
            .uri(endpoint.resolve("/" + path))
            .POST(BodyPublishers.ofString(input.toString()))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() >= 300) {
      throw new CommandFailure(path + " was refused: " + response.body());
    }
  }

  /// Bound to loopback a server takes any signature; who signs for what is still told from it.
  private HttpRequest.Builder request(String service, String type) {
    return HttpRequest.newBuilder(endpoint.resolve("/"))
        .header("Content-Type", type)
        .header("X-Amz-Date", "20260101T000000Z")
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=demo/20260101/us-east-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature="
                + "0".repeat(64));
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
