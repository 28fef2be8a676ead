package io.waybill.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// As much of an SQS client as the demo needs: AWS's JSON protocol with nothing but the JDK.
final class QueueClient {
  /// Bound to loopback a server takes any signature; who signs is still told from it.
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=demo/20260101/us-east-1/sqs/aws4_request,"
          + " SignedHeaders=host, Signature="
          + "0".repeat(64);

  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  QueueClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /// Calls an operation, such as `SendMessage`. Throws [CommandFailure] where it is refused, and
  /// IOException where the server is gone.
  Json call(String operation, Json input) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .header("X-Amz-Date", "20260101T000000Z")
            .header("Authorization", AUTHORIZATION)
            .POST(BodyPublishers.ofString(input.toString()))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      Json answer = response.body().isEmpty() ? Json.of() : Json.parse(response.body());
      if (response.statusCode() != 200) {
        throw new CommandFailure(
            operation + " was refused: " + answer.text("__type") + " " + answer.text("message"));
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
