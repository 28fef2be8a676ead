package io.waybill.logs.forward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/// What functions get of subscribed events: AWS's `awslogs` event, gzip in base64 in JSON.
final class Packed {
  private Packed() {}

  /// The event around `message`, in base64 as the payload of an invocation is.
  static String event(String message) {
    String data = base64(gzip(message.getBytes(StandardCharsets.UTF_8)));
    String event = "{\"awslogs\":{\"data\":\"" + data + "\"}}";
    return base64(event.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }
}
