package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import io.waybill.conformance.raw.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is acknowledged is what was sent: bytes that are no UTF-8 are refused, not replaced; and a
/// body that is too large is refused in the caller's protocol.
final class EncodingTest {
  @RegisterExtension
  static final RunningServer SERVER = RunningServer.with("--http.body-bytes-max", "16MiB");

  /// A lone byte, an overlong letter (two forms), half of a surrogate pair, beyond Unicode, cut
  /// off.
  @ParameterizedTest
  @ValueSource(strings = {"ff", "c181", "e08181", "eda080", "f4908080", "e282"})
  void whatIsNoUtf8IsRefused(String hex) {
    byte[] wrong = HexFormat.of().parseHex(hex);
    String url = TestQueue.standard(SERVER.sqs(Protocol.JSON)).url();

    byte[] body = bytes("{\"QueueUrl\":\"" + url + "\",\"MessageBody\":\"a", wrong, "\"}");
    Reply json = json(body);
    assertThat(json.status()).isEqualTo(400);
    assertThat(SERVER.sqs(Protocol.JSON).fault(json).code()).isEqualTo("SerializationException");

    RawSqs query = SERVER.sqs(Protocol.QUERY);
    String percent = "%" + HexFormat.ofDelimiter("%").formatHex(wrong);
    Reply form =
        query.query(
            SERVER.endpoint(), "Action=SendMessage&QueueUrl=" + url + "&MessageBody=a" + percent);
    assertThat(form.status()).isEqualTo(400);
    assertThat(form.body()).contains("<ErrorResponse").contains("<Code>");
  }

  @Test
  void everyCharacterThatUtf8CanWriteArrives() {
    RawSqs sqs = SERVER.sqs(Protocol.JSON);
    TestQueue queue = TestQueue.standard(sqs);
    String text = "\u0080 \u07ff \u0800 \ud7ff \ue000 \ufffd \ud83d\ude00 \udbff\udfff";
    sqs.ok("SendMessage", "QueueUrl", queue.url(), "MessageBody", text);

    assertThat(sqs.ok("ReceiveMessage", "QueueUrl", queue.url()).toString()).contains(text);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedInTheCallersProtocol() {
    String large = "x".repeat(17 << 20);
    Reply json = json(large.getBytes(StandardCharsets.US_ASCII));
    assertThat(json.status()).isEqualTo(413);
    assertThat(json.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(SERVER.sqs(Protocol.JSON).fault(json).code())
        .isEqualTo("RequestEntityTooLargeException");

    Reply form =
        SERVER.sqs(Protocol.QUERY).query(SERVER.endpoint(), "Action=SendMessage&x=" + large);
    assertThat(form.status()).isEqualTo(413);
    assertThat(form.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(form.body()).contains("<Code>RequestEntityTooLargeException</Code>");
  }

  private static Reply json(byte[] body) {
    RawSqs sqs = SERVER.sqs(Protocol.JSON);
    return RawSqs.send(
        sqs.request(SERVER.endpoint())
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS.SendMessage")
            .POST(BodyPublishers.ofByteArray(body)),
        Protocol.JSON);
  }

  private static byte[] bytes(String before, byte[] middle, String after) {
    byte[] first = before.getBytes(StandardCharsets.UTF_8);
    byte[] last = after.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[first.length + middle.length + last.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(middle, 0, all, first.length, middle.length);
    System.arraycopy(last, 0, all, first.length + middle.length, last.length);
    return all;
  }
}
