package io.waybill.eventbridge.model;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Why an event went to its dead-letter queue, as AWS tells it in the message's attributes.
///
/// @param condition which limit of the retry policy was reached; empty where it was not tried again
public record DeadLetterReason(String code, String message, String condition, int retries) {
  public String text() {
    byte[] bytes =
        new ByteWriter(64 + message.length())
            .text(code)
            .text(message)
            .text(condition)
            .count(retries)
            .bytes();
    return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
  }

  public static DeadLetterReason parse(String text) {
    ByteReader in = new ByteReader(Base64.getDecoder().decode(text));
    return new DeadLetterReason(in.text(), in.text(), in.text(), in.smallCount());
  }
}
