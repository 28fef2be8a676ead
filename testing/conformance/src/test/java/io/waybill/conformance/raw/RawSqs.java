package io.waybill.conformance.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Calls SQS in one protocol and shows what came back.
///
/// Inputs are given as names and values by turns. `region` and `account` are what the signature
/// claims.
public record RawSqs(Protocol protocol, URI endpoint, String region, String account) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public RawSqs(Protocol protocol, URI endpoint) {
    this(protocol, endpoint, "us-east-1", "000000000000");
  }

  public RawSqs in(String otherRegion) {
    return new RawSqs(protocol, endpoint, otherRegion, account);
  }

  public RawSqs as(String otherAccount) {
    return new RawSqs(protocol, endpoint, region, otherAccount);
  }

  /// The result of a call that must succeed.
  public Map<String, Object> ok(String operation, Object... input) {
    Reply reply = call(operation, input);
    if (reply.status() != 200) {
      throw new AssertionError(operation + ": " + reply.status() + " " + reply.body());
    }
    return reply.output();
  }

  /// What a call that must be refused is told.
  public Fault fault(String operation, Object... input) {
    return fault(call(operation, input));
  }

  public Fault fault(Reply reply) {
    if (reply.status() == 200) {
      throw new AssertionError("not refused: " + reply.body());
    }
    return switch (protocol) {
      case JSON -> JsonText.fault(reply);
      case QUERY -> QueryAnswer.fault(reply);
    };
  }

  public Reply call(String operation, Object... input) {
    Map<String, Object> members = members(input);
    return switch (protocol) {
      case JSON -> json(operation, JsonText.of(members));
      case QUERY -> query(endpoint, QueryForm.of(operation, members));
    };
  }

  /// Sends `body` as a call in the JSON protocol.
  public Reply json(String operation, String body) {
    HttpRequest.Builder request =
        request(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + operation)
            .POST(BodyPublishers.ofString(body));
    return send(request, Protocol.JSON);
  }

  /// Sends `form` as a call in the query protocol to `uri`.
  public Reply query(URI uri, String form) {
    HttpRequest.Builder request =
        request(uri)
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(BodyPublishers.ofString(form));
    return send(request, Protocol.QUERY);
  }

  /// A request with the headers that all share, the timeout that no call may reach included.
  public HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(30))
        .header("X-Amz-Date", "20260101T000000Z")
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + account
                + "/20260101/"
                + region
                + "/sqs/aws4_request, SignedHeaders=host;x-amz-date, Signature="
                + "0".repeat(64));
  }

  /// Sends `request` and reads the answer as `as` says.
  public static Reply send(HttpRequest.Builder request, Protocol as) {
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      boolean ok = response.statusCode() == 200;
      Map<String, Object> output =
          switch (as) {
            case JSON -> JsonText.read(response.body());
            case QUERY -> ok ? QueryAnswer.result(response.body()) : Map.of();
          };
      return new Reply(response.statusCode(), response.headers(), response.body(), output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static Map<String, Object> members(Object... input) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < input.length; i += 2) {
      members.put((String) input[i], input[i + 1]);
    }
    return members;
  }
}
