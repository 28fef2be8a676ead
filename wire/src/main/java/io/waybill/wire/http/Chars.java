package io.waybill.wire.http;

/// Which bytes may stand where in HTTP (RFC 9110, 9112).
final class Chars {
  /// The lower case of each byte that a name may hold; 0 for all others.
  private static final byte[] NAME = new byte[256];

  static {
    for (char c : "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".toCharArray()) {
      NAME[c] = (byte) c;
      NAME[Character.toUpperCase(c)] = (byte) c;
    }
  }

  private Chars() {}

  static byte lowerOfName(byte b) {
    return NAME[b & 0xff];
  }

  static boolean inName(byte b) {
    return NAME[b & 0xff] != 0;
  }

  /// Anything but control characters; a tab is none.
  static boolean inValue(byte b) {
    return b >= ' ' || b < 0 || b == '\t';
  }

  static boolean inTarget(byte b) {
    return b > ' ' && b < 127;
  }

  /// The value of a hexadecimal digit, or -1.
  static int hex(byte b) {
    return Character.digit(b, 16);
  }

  /// Whether `host` is a name or an address, perhaps with a port: what may stand in a URL that we
  /// hand back.
  static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean letterOrDigit = Character.digit(c, 36) >= 0 && c < 128;
      if (!letterOrDigit && ".-_:[]".indexOf(c) < 0) {
        return false;
      }
    }
    return !host.isEmpty() && host.length() <= 255;
  }
}
