package io.waybill.sns.filter;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A range of IP addresses, such as `10.0.0.0/24`.
///
/// @param network the address, 4 or 16 bytes
/// @param bits how many of its first bits count
record AddressRange(byte[] network, int bits) {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]{2,39}");

  /// The range in `text`; an IllegalArgumentException says what is wrong with it.
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || text.indexOf('/', slash + 1) >= 0) {
      throw new IllegalArgumentException("Malformed CIDR, one '/' required");
    }
    int bits;
    try {
      bits = Integer.parseInt(text.substring(slash + 1));
    } catch (NumberFormatException notWhole) {
      throw new IllegalArgumentException("Malformed CIDR, mask bits must be an integer", notWhole);
    }
    if (bits < 0) {
      throw new IllegalArgumentException("Malformed CIDR, mask bits must not be negative");
    }
    byte[] network = address(text.substring(0, slash));
    if (network == null) {
      throw new IllegalArgumentException("Nonstandard IP address: " + text.substring(0, slash));
    }
    if (bits >= network.length * 8) {
      throw new IllegalArgumentException(
          network.length == 4 ? "IPv4 mask bits must be < 32" : "IPv6 mask bits must be < 128");
    }
    return new AddressRange(network, bits);
  }

  boolean contains(String text) {
    byte[] other = address(text);
    if (other == null || other.length != network.length) {
      return false;
    }
    int whole = bits / 8;
    int mask = 0xff00 >> (bits % 8) & 0xff;
    return Arrays.equals(network, 0, whole, other, 0, whole)
        && (network[whole] & mask) == (other[whole] & mask);
  }

  /// The bytes of an address; null where `text` is none. No name is looked up.
  private static byte @Nullable [] address(String text) {
    if (V4.matcher(text).matches()) {
      return four(text);
    }
    return V6.matcher(text).matches() ? six(text) : null;
  }

  private static byte @Nullable [] four(String text) {
    byte[] bytes = new byte[4];
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < 4; i++) {
      int part = Integer.parseInt(parts[i]);
      if (part > 255) {
        return null;
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  private static byte @Nullable [] six(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    byte[] bytes = new byte[16];
    int front = fill(bytes, gap < 0 ? text : text.substring(0, gap), false);
    int back = gap < 0 ? 0 : fill(bytes, text.substring(gap + 2), true);
    boolean fits = gap < 0 ? front == 8 : front >= 0 && back >= 0 && front + back < 8;
    return fits ? bytes : null;
  }

  /// Writes groups of hex digits from the front or up to the end; tells how many, or -1.
  private static int fill(byte[] bytes, String groups, boolean atEnd) {
    if (groups.isEmpty()) {
      return 0;
    }
    String[] parts = groups.split(":", -1);
    if (parts.length > 8) {
      return -1;
    }
    int at = atEnd ? 16 - 2 * parts.length : 0;
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 4) {
        return -1;
      }
      int group = Integer.parseInt(part, 16);
      bytes[at++] = (byte) (group >>> 8);
      bytes[at++] = (byte) group;
    }
    return parts.length;
  }
}
