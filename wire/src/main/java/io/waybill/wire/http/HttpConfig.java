package io.waybill.wire.http;

import java.util.Optional;

/// Where and how an HTTP server listens.
///
/// @param host the name or address to bind to
/// @param port 0 for any that is free
/// @param loops event loops, a thread each
/// @param tls the certificate for TLS, which is then spoken on the same port; or nothing
public record HttpConfig(
    String host, int port, int loops, Transport transport, Optional<Tls> tls, HttpLimits limits) {
  public HttpConfig {
    if (loops < 1 || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no such port, or no event loop: " + port);
    }
  }

  /// Listens at `host` and `port`, with half of the processors and the default limits.
  public static HttpConfig of(String host, int port) {
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new HttpConfig(
        host, port, loops, Transport.best(), Optional.empty(), HttpLimits.DEFAULT);
  }

  public HttpConfig with(HttpLimits other) {
    return new HttpConfig(host, port, loops, transport, tls, other);
  }

  public HttpConfig with(Transport other) {
    return new HttpConfig(host, port, loops, other, tls, limits);
  }

  public HttpConfig with(Tls other) {
    return new HttpConfig(host, port, loops, transport, Optional.of(other), limits);
  }

  public HttpConfig withLoops(int other) {
    return new HttpConfig(host, port, other, transport, tls, limits);
  }
}
