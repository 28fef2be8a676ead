package io.waybill.shapes.policy;

import java.net.InetAddress;
import java.util.Optional;

/// A block of addresses as in `203.0.113.0/24` or `2001:db8::/32`; without a length, one address.
///
/// @param bits how many leading bits an address shares with `address`
record IpBlock(byte[] address, int bits) {
  private static final int BYTE = 8;

  static Optional<IpBlock> parse(String text) {
    int slash = text.indexOf('/');
    Optional<byte[]> address = bytes(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().length * BYTE;
    String length = slash < 0 ? String.valueOf(most) : text.substring(slash + 1);
    boolean isNumber =
        !length.isEmpty()
            && length.length() <= 3
            && length.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && Integer.parseInt(length) <= most
        ? Optional.of(new IpBlock(address.get(), Integer.parseInt(length)))
        : Optional.empty();
  }

  boolean contains(String other) {
    return bytes(other).filter(this::shares).isPresent();
  }

  private boolean shares(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % BYTE);
      if ((other[i / BYTE] & mask) != (address[i / BYTE] & mask)) {
        return false;
      }
    }
    return true;
  }

  /// The bytes of a literal: names are not looked up.
  private static Optional<byte[]> bytes(String literal) {
    try {
      return Optional.of(InetAddress.ofLiteral(literal).getAddress());
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
