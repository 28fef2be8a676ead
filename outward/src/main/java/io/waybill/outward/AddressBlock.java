package io.waybill.outward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Neighbouring addresses, as CIDR writes them: `10.0.0.0/8`, `fd00::/8`, or one address.
public record AddressBlock(byte[] first, int bits) {
  /// The block in `text`; empty where `text` is none. Host names are none.
  public static Optional<AddressBlock> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
      return bits < 0 || bits > bytes.length * 8
          ? Optional.empty()
          : Optional.of(new AddressBlock(bytes, bits));
    } catch (UnknownHostException | NumberFormatException notABlock) {
      return Optional.empty();
    }
  }

  static AddressBlock of(String text) {
    return parse(text).orElseThrow();
  }

  boolean holds(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != first[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    int mask = 0xff << (8 - rest);
    return rest == 0 || ((address[whole] ^ first[whole]) & mask) == 0;
  }
}
