package io.waybill.sqs.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The digests here are AWS's own answers.
class Md5Test {
  @ParameterizedTest
  @CsvSource({
    "message-1, 3d6b824fd8c1520e9a047d21fee6fb1f",
    "Test, 0cbc6611f5540bd0809a388dc95a615b",
    "a, 0cc175b9c0f1b6a831c399e269772661",
  })
  void bodysDigestIsThatOfItsBytes(String body, String digest) {
    assertThat(Md5.hex(Md5.of(body.getBytes(StandardCharsets.UTF_8)))).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, Number, 1493147359900, 235c5c510d26fb653d073faed50ae77c",
    "MyAttribute, String, foobar, adb59cd4678ea5a855436b949cd07ab6",
    "Foo, String, Bar, ae7155c6026991b6d54b11589678bf9c",
    "k, String, x, a45daa70926828a2f0a1db3418e6feb4",
    "Hello, String, World, 7db7fb1ba7f41366a8ea5eb18220b26d",
    "UserId, Number.bigint, 1234567890123456789012, 797ab158d73dcb5242dedc4412c8e855",
    "AWSTraceHeader, String, some-trace-id, fdce4f2818803f2f73becc09a54792c0",
  })
  void textAttributesDigestIsAws(String name, String type, String value, String digest) {
    assertThat(Md5.ofAttributes(List.of(MessageAttribute.ofText(name, type, value))))
        .contains(digest);
  }

  @Test
  void binaryAttributesDigestIsAws() {
    byte[] value =
        "traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(Md5.ofAttributes(List.of(MessageAttribute.ofBinary("attr1", "Binary", value))))
        .contains("8cbe4db156db8a94db8b801b7addb984");
  }

  @Test
  void severalAttributesDigestTakesThemInTheOrderOfTheirNames() {
    byte[] bytes = "dummy 2 value".getBytes(StandardCharsets.UTF_8);
    assertThat(
            Md5.ofAttributes(
                List.of(
                    MessageAttribute.ofText("Dummy1Name", "String", "dummy 1 value"),
                    MessageAttribute.ofText("Dummy2Name", "String", "dummy 2 value"),
                    MessageAttribute.ofBinary("Dummy3Name", "Binary", bytes))))
        .contains("c5c0d2c6f195fcbc91083c5465d8955f");
  }

  @Test
  void noAttributesHaveNoDigest() {
    assertThat(Md5.ofAttributes(List.of())).isEmpty();
  }
}
