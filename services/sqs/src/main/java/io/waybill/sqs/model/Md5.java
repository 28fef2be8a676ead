package io.waybill.sqs.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The MD5 digests that SQS answers with, so that a client can see that nothing was changed on the
/// way. They protect against nobody.
public final class Md5 {
  private static final byte TRANSPORT_TEXT = 1;
  private static final byte TRANSPORT_BINARY = 2;

  private Md5() {}

  /// The digest of a body: 16 bytes.
  public static byte[] of(byte[] body) {
    return Digests.md5().digest(body);
  }

  /// `digest` in hex, as SQS writes it.
  public static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /// The digest of message attributes or of system attributes; empty where there are none.
  ///
  /// AWS: for each attribute in the order of the names the name, the type, one byte for the kind of
  /// value, and the value, each but the kind with its length before it.
  public static Optional<String> ofAttributes(List<MessageAttribute> sorted) {
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    MessageDigest md5 = Digests.md5();
    for (MessageAttribute attribute : sorted) {
      update(md5, attribute.name().getBytes(StandardCharsets.UTF_8));
      update(md5, attribute.dataType().getBytes(StandardCharsets.UTF_8));
      md5.update(attribute.isBinary() ? TRANSPORT_BINARY : TRANSPORT_TEXT);
      update(md5, attribute.valueBytes());
    }
    return Optional.of(hex(md5.digest()));
  }

  private static void update(MessageDigest md5, byte[] bytes) {
    md5.update((byte) (bytes.length >>> 24));
    md5.update((byte) (bytes.length >>> 16));
    md5.update((byte) (bytes.length >>> 8));
    md5.update((byte) bytes.length);
    md5.update(bytes);
  }
}
