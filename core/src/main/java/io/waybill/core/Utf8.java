package io.waybill.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// UTF-8 as strictly as AWS reads it, and the length of text in it.
public final class Utf8 {
  private Utf8() {}

  /// The text in `length` bytes from `from` on. Throws a [CharacterCodingException] where they are
  /// no UTF-8: Java's String would put question marks in, and Jackson takes characters that are
  /// longer than they need be.
  public static String decode(byte[] bytes, int from, int length) throws CharacterCodingException {
    return isAscii(bytes, from, from + length)
        ? new String(bytes, from, length, StandardCharsets.ISO_8859_1)
        : StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, from, length))
            .toString();
  }

  /// Whether `bytes` are UTF-8.
  public static boolean isValid(byte[] bytes) {
    if (isAscii(bytes, 0, bytes.length)) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException invalid) {
      return false;
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }

  /// The length of `text` in UTF-8, without making the bytes.
  public static int length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate pair is two characters and four bytes: two more than its characters.
        length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return length;
  }
}
