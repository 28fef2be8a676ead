package io.waybill.wire.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.wire.http.RawClient;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Ten thousand spoilt requests a protocol: each is answered or its connection closed, none with a
/// failure of ours, and the server then serves as before.
final class RandomRequestsTest {
  private static final int REQUESTS = 10_000;
  private static final String HOST = "Host: localhost:4566";

  private static String json() {
    return Fixture.request(
        "POST /",
        "{\"QueueUrl\":\"http://localhost:4566/000000000000/q\",\"MessageBody\":\"hello\","
            + "\"DelaySeconds\":5,\"MessageAttributes\":{\"a\":{\"DataType\":\"Binary\","
            + "\"BinaryValue\":\"aGVsbG8=\"}}}",
        HOST,
        "Content-Type: application/x-amz-json-1.0",
        "X-Amz-Target: AmazonSQS.SendMessage",
        "X-Amz-Date: 20260101T000000Z",
        Fixture.credential("test", "us-east-1", "sqs"));
  }

  private static String query() {
    return Fixture.request(
        "POST /000000000000/q",
        "Action=SendMessage&Version=2012-11-05&MessageBody=hello%20you&DelaySeconds=5"
            + "&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=Binary"
            + "&MessageAttribute.1.Value.BinaryValue=aGVsbG8%3D",
        HOST,
        "Content-Type: application/x-www-form-urlencoded",
        Fixture.credential("test", "us-east-1", "sqs"));
  }

  @Test
  void spoiltJsonIsNeverAFailureOfOurs() throws IOException {
    expectNoFailure(json(), 1);
  }

  @Test
  void spoiltQueriesAreNeverAFailureOfOurs() throws IOException {
    expectNoFailure(query(), 2);
  }

  private static void expectNoFailure(String request, long seed) throws IOException {
    byte[] sound = request.getBytes(StandardCharsets.ISO_8859_1);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (var fixture = new Fixture(Identities.claimed(), "")) {
      for (int i = 0; i < REQUESTS; i++) {
        byte[] spoilt = Mutation.of(sound, random);
        String answer = answer(fixture, spoilt);
        assertThat(answer)
            .as(
                "request %d of seed %d: %s",
                i, seed, new String(spoilt, StandardCharsets.ISO_8859_1))
            .doesNotContain("HTTP/1.1 500", "HTTP/1.1 503")
            .doesNotContain("InternalFailure")
            .doesNotContain("Exception in")
            .doesNotContain("\tat ");
      }
      assertThat(answer(fixture, sound)).startsWith("HTTP/1.1 200 ");
    }
  }

  /// All that comes back for `bytes` and nothing more; a reset counts as silence.
  private static String answer(Fixture fixture, byte[] bytes) throws IOException {
    try (RawClient client = fixture.client()) {
      client.resetOnClose();
      try {
        return client.send(bytes).finishSending().rest();
      } catch (SocketException reset) {
        return "";
      }
    }
  }
}
