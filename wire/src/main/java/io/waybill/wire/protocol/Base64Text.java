package io.waybill.wire.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// Base64 as strictly as AWS reads it: with its padding.
final class Base64Text {
  private Base64Text() {}

  static byte[] decode(byte[] text) {
    return decode(text, 0, text.length);
  }

  /// Throws an IllegalArgumentException, with AWS's words, where that part of `text` is no Base64.
  static byte[] decode(byte[] text, int from, int to) {
    int length = to - from;
    if (length % 4 != 0) {
      throw new IllegalArgumentException(
          "Base64 encoded length is expected a multiple of 4 bytes but found: " + length);
    }
    ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(text, from, length));
    byte[] bytes = decoded.array();
    return decoded.limit() == bytes.length ? bytes : Arrays.copyOf(bytes, decoded.limit());
  }
}
