package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.waybill.core.Utf8;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Text in the form encoding of URLs and HTML forms.
final class Form {
  private Form() {}

  /// Hands each name and value of `text` to `to`, decoded, in order. Throws an
  /// IllegalArgumentException where a percent sign stands before anything but two hex digits, and
  /// where the bytes are no UTF-8.
  static void parse(String text, BiConsumer<String, String> to) {
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('&', from);
      if (end < 0) {
        end = text.length();
      }
      if (end > from) {
        int equals = text.indexOf('=', from, end);
        boolean hasValue = equals >= 0;
        String name = decode(text.substring(from, hasValue ? equals : end), true);
        to.accept(name, hasValue ? decode(text.substring(equals + 1, end), true) : "");
      }
      from = end + 1;
    }
  }

  /// The first value of `name`, without decoding the rest.
  static Optional<String> first(String text, String name) {
    int end = -1;
    do {
      int start = end + 1;
      end = text.indexOf('&', start);
      int value = start + name.length() + 1;
      if (text.startsWith(name, start) && text.startsWith("=", value - 1)) {
        return Optional.of(decode(text.substring(value, end < 0 ? text.length() : end), true));
      }
    } while (end >= 0);
    return Optional.empty();
  }

  static void parse(byte[] body, BiConsumer<String, String> to) {
    parse(new String(body, ISO_8859_1), to);
  }

  /// Undoes percent encoding. Characters beyond ASCII are taken as the bytes of UTF-8 that they
  /// were.
  static String decode(String text, boolean plusIsSpace) {
    if (isPlain(text)) {
      return text;
    }
    byte[] raw = text.getBytes(ISO_8859_1);
    byte[] bytes = new byte[raw.length];
    int size = 0;
    for (int i = 0; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '%') {
        b = (byte) (hex(raw, i + 1) << 4 | hex(raw, i + 2));
        i += 2;
      } else if (b == '+' && plusIsSpace) {
        b = ' ';
      }
      bytes[size++] = b;
    }
    try {
      return Utf8.decode(bytes, 0, size);
    } catch (CharacterCodingException invalid) {
      throw new IllegalArgumentException("a text that is not UTF-8", invalid);
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c == '+' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static int hex(byte[] text, int at) {
    int digit = at < text.length ? Character.digit((char) (text[at] & 0xff), 16) : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("a percent sign without two hex digits");
    }
    return digit;
  }
}
