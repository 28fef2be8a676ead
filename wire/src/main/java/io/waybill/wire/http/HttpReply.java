package io.waybill.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// One answer. Its length, date and connection fields are the server's to add.
///
/// @param body never changed once it was handed over
public record HttpReply(int status, List<HttpField> fields, byte[] body) {
  /// An answer in plain words, for what no protocol of AWS covers.
  public static HttpReply text(int status, String line) {
    return new HttpReply(
        status,
        List.of(new HttpField("content-type", "text/plain; charset=utf-8")),
        (line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
