package io.waybill.wire.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Percent-encoding as SigV4 wants it: RFC 3986's unreserved characters stand for themselves,
/// everything else is `%XX` in capitals.
final class Percent {
  private static final String HEX = "0123456789ABCDEF";

  private Percent() {}

  /// @param keep one more character that stands for itself, such as a path's slash
  static String encode(String text, char keep) {
    return encode(text.getBytes(StandardCharsets.UTF_8), keep);
  }

  private static String encode(byte[] bytes, char keep) {
    var out = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (unreserved(c) || c == keep) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /// Decodes a part of a query and encodes it anew, so that all spellings of it become one.
  static String canonical(String part) {
    return encode(decodedBytes(part, true), '-');
  }

  static String decode(String part) {
    return new String(decodedBytes(part, true), StandardCharsets.UTF_8);
  }

  /// Decodes a path and encodes it anew; its slashes stay.
  static String canonicalPath(String path) {
    return encode(decodedBytes(path, false), '/');
  }

  /// A percent sign without two digits behind it stands for itself.
  private static byte[] decodedBytes(String part, boolean plusIsSpace) {
    byte[] in = part.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%' && i + 2 < in.length && digit(in[i + 1]) >= 0 && digit(in[i + 2]) >= 0) {
        out.write((digit(in[i + 1]) << 4) | digit(in[i + 2]));
        i += 2;
      } else {
        out.write(plusIsSpace && in[i] == '+' ? ' ' : in[i]);
      }
    }
    return out.toByteArray();
  }

  private static int digit(byte b) {
    return Character.digit(b, 16);
  }

  private static boolean unreserved(char c) {
    return c < 128 && (Character.digit(c, 36) >= 0 || "-._~".indexOf(c) >= 0);
  }
}
