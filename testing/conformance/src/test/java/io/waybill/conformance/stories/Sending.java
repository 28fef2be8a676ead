package io.waybill.conformance.stories;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.nonsense.CallForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Sends calls, and reads of answers what the JSON and CBOR protocols have in common.
final class Sending {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Sending() {}

  static HttpResponse<byte[]> send(
      RunningServer server,
      String scope,
      CallForm form,
      String operation,
      Map<String, Object> input) {
    HttpRequest request =
        form.request(server.endpoint(), operation, input)
            .timeout(Duration.ofSeconds(30))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
                    + scope
                    + "/aws4_request, SignedHeaders=host, Signature=0")
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(operation, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /// An answer whose `members` name the error's type, if it is one.
  static Told told(HttpResponse<byte[]> reply, Map<String, Object> members) {
    Object type = members.remove("__type");
    String code =
        reply
            .headers()
            .firstValue("x-amzn-query-error")
            .map(legacy -> legacy.replaceFirst(";.*", ""))
            .orElse(type == null ? "" : code(type.toString()));
    return new Told(reply.statusCode(), code, members);
  }

  /// An error's name without its namespace and what follows it.
  static String code(String type) {
    return type.replaceFirst(".*#", "").replaceFirst(":.*", "");
  }
}
