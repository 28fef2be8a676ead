package io.waybill.conformance.nonsense;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/// Calls a service with whatever input, and demands an answer that AWS's clients can read.
///
/// @param service the name in the signature's scope
record RawCall(RunningServer server, String service, CallForm form) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// Sends `input` as it is, and with each of its members spoiled in each way.
  void nonsense(String operation, Map<String, Object> good) {
    check(operation, good);
    check(operation, Map.of());
    check(operation, Spoiling.with(good, "NoSuchMember", Map.of("a", List.of(1))));
    Spoiling.each(good, Spoiling.WRONG_TEXTS, spoiled -> check(operation, spoiled));
  }

  /// Sends as little as the operation needs, and each other member with it, good and spoiled in
  /// each way: what is wrong with one member does not hide behind another.
  ///
  /// @param before what is to be done before each call
  void nonsenseOneByOne(String operation, SdkPojo input, Runnable before) {
    Map<String, Object> least = Sample.least(input);
    before.run();
    check(operation, least);
    Sample.of(input)
        .forEach((member, value) -> {
          Map<String, Object> good = Spoiling.with(least, member, value);
          before.run();
          check(operation, good);
          Spoiling.one(
              good,
              member,
              Spoiling.WRONG_TEXTS,
              spoiled -> {
                before.run();
                check(operation, spoiled);
              });
        });
  }

  void check(String operation, Map<String, Object> input) {
    HttpResponse<String> reply = send(operation, input);
    String text = Plain.json(input);
    String said = operation + " " + text.substring(0, Math.min(text.length(), 2_000));
    assertThat(reply.statusCode()).as("%s%n%s", said, reply.body()).isBetween(200, 499);
    assertThat(reply.headers().firstValue("x-amzn-RequestId")).as(said).isPresent();
    assertThat(reply.body()).as(said).doesNotContain("java.lang", "io.waybill", "Exception: ");
    if (reply.statusCode() >= 300 && !reply.body().contains("SerializationException")) {
      String type = reply.headers().firstValue("x-amzn-ErrorType").map(at -> at + " ").orElse("");
      assertThat(type + reply.body()).as(said).matches(form.fault());
    }
  }

  private HttpResponse<String> send(String operation, Map<String, Object> input) {
    HttpRequest request =
        form.request(server.endpoint(), operation, input)
            .timeout(Duration.ofSeconds(30))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature=0")
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(operation + " " + Plain.json(input), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
