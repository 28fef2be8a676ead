package io.waybill.outward;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses may be called.
///
/// Without it, whoever may subscribe a URL could read what only this machine can reach: its own
/// admin API, a neighbour's database, the cloud's metadata service.
public final class AddressGuard {
  private static final List<AddressBlock> LOOPBACK = blocks("127.0.0.0/8", "::1");

  /// IANA's special-purpose registries: what is not the open internet.
  private static final List<AddressBlock> INSIDE =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/128",
          "::1",
          "100::/64",
          "fc00::/7",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  /// Addresses that carry an IPv4 address, which counts: NAT64, 6to4, and the old compatible form.
  private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

  private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");
  private static final AddressBlock COMPATIBLE = AddressBlock.of("::/96");

  private final List<AddressBlock> allowed;

  private AddressGuard(List<AddressBlock> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /// A guard that lets through the open internet and `allowed`.
  ///
  /// @param withLoopback whether this machine's own loopback addresses may be called: right where
  ///   only this machine's users can reach the server
  public static AddressGuard of(boolean withLoopback, List<AddressBlock> allowed) {
    return new AddressGuard(
        withLoopback ? Stream.concat(LOOPBACK.stream(), allowed.stream()).toList() : allowed);
  }

  private static List<AddressBlock> blocks(String... texts) {
    return Arrays.stream(texts).map(AddressBlock::of).toList();
  }

  public boolean allows(InetAddress address) {
    byte[] bytes = address.getAddress();
    return holds(allowed, bytes) || !(holds(INSIDE, bytes) || holds(INSIDE, embedded(bytes)));
  }

  private static boolean holds(List<AddressBlock> blocks, byte[] address) {
    return blocks.stream().anyMatch(block -> block.holds(address));
  }

  /// The IPv4 address in an IPv6 address that is a way to one; else the address itself.
  private static byte[] embedded(byte[] address) {
    if (NAT64.holds(address) || COMPATIBLE.holds(address)) {
      return Arrays.copyOfRange(address, 12, 16);
    }
    return SIX_TO_FOUR.holds(address) ? Arrays.copyOfRange(address, 2, 6) : address;
  }
}
