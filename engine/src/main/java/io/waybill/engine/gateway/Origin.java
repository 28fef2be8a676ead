package io.waybill.engine.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;

/// Where a call came from, as policies may ask.
///
/// @param remote the other end of the connection
/// @param isSecure whether the connection is by TLS
/// @param isProven whether the caller had to prove who it is
public record Origin(SocketAddress remote, boolean isSecure, boolean isProven) {
  private static final SocketAddress HERE = InetSocketAddress.createUnresolved("here", 0);

  /// From within the server, by a service.
  public static final Origin INSIDE = new Origin(HERE, true, true);

  /// From a person or program that is believed whatever it says.
  public static final Origin BELIEVED = new Origin(HERE, false, false);

  /// The caller's address; empty where the call came over no network.
  public Optional<String> address() {
    return remote instanceof InetSocketAddress internet
        ? Optional.ofNullable(internet.getAddress()).map(Origin::literal)
        : Optional.empty();
  }

  /// Without the interface that an address of IPv6 may end with.
  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
