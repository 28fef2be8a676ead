package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Kind;
import io.waybill.shapes.Member;
import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.SendMessageRequest;
import io.waybill.sqs.api.SendMessageResult;
import io.waybill.sqs.api.SqsApi;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.wire.protocol.WireResponse.Header;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kinesis's CBOR, on the shapes of SQS.
final class AwsCborTest {
  private final Protocol cbor = Protocols.of(ProtocolName.AWS_CBOR, SqsApi.SERVICE);

  @Test
  void readsDefiniteAndIndefiniteForms() {
    // {"MessageBody": "hi", "DelaySeconds": 5}, then the same with a break and the text in chunks
    SendMessageRequest definite =
        read("a2" + text("MessageBody") + "626869" + text("DelaySeconds") + "05");
    SendMessageRequest indefinite =
        read("bf" + text("MessageBody") + "7f61686169ff" + text("DelaySeconds") + "1805ff");
    assertThat(definite.messageBody()).isEqualTo("hi");
    assertThat(definite.delaySeconds()).isEqualTo(5);
    assertThat(indefinite).isEqualTo(definite);
  }

  @Test
  void timestampsAreMilliseconds() {
    Bytes out = new Bytes(8);
    Member held =
        Member.of(Kind.LIST, "l").element(Member.of(Kind.TIMESTAMP, "m")).build().element();
    new CborWriter(out, true).writeTimestamp(held, Instant.ofEpochMilli(1_700_000_000_123L));
    assertThat(HexFormat.of().formatHex(out.toArray())).isEqualTo("c11b0000018bcfe5687b");
  }

  @Test
  void answersInItsOwnContentType() {
    SendMessageResult output = SendMessageResult.builder().messageId("m").build();
    WireResponse response = cbor.write(SqsApi.SEND_MESSAGE, output, "id");
    assertThat(response.headers())
        .contains(new Header("Content-Type", "application/x-amz-cbor-1.1"));
    assertThat(HexFormat.of().formatHex(response.body()))
        .isEqualTo("bf" + text("MessageId") + text("m") + "ff");
    assertThat(cbor.write(SqsApi.DELETE_MESSAGE, Unit.INSTANCE, "id").body()).isEmpty();
  }

  @Test
  void anErrorIsAStructure() {
    WireResponse response = cbor.error(SqsErrors.OVER_LIMIT.because("no"), "id");
    assertThat(response.status()).isEqualTo(403);
    assertThat(new String(response.body(), ISO_8859_1))
        .contains("__type", "OverLimit", "message", "no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a1", // cut off
        "5affffffff", // more bytes announced than there are
        "bf6161", // no break
        "a1616101ff", // more than one item
        "80", // no map
        "a10101", // a key that is no text
        "ff",
        "1c",
      })
  void refusesWhatIsNotOneMap(String hex) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(hex));
    assertThat(refusal.shape()).isSameAs(CommonErrors.SERIALIZATION);
  }

  @Test
  void refusesNestingWithoutEnd() {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> read("a1" + text("Unknown") + "81".repeat(100_000) + "01"));
    assertThat(refusal.shape()).isSameAs(CommonErrors.SERIALIZATION);
  }

  private SendMessageRequest read(String hex) {
    Headers headers = Calls.headers(Map.of("X-Amz-Target", "AmazonSQS.SendMessage"));
    byte[] body = HexFormat.of().parseHex(hex);
    return cbor.read(SqsApi.SEND_MESSAGE, new WireRequest("POST", "/", "", headers, body));
  }

  private static String text(String ascii) {
    return HexFormat.of().toHexDigits((byte) (0x60 + ascii.length()))
        + HexFormat.of().formatHex(ascii.getBytes(ISO_8859_1));
  }
}
