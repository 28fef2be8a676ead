package io.waybill.wire.http;

/// Where and how an HTTP server listens.
///
/// @param host the name or address to bind to
/// @param port 0 for any that is free
/// @param loops event loops, a thread each
public record HttpConfig(String host, int port, int loops, Transport transport, HttpLimits limits) {
  public HttpConfig {
    if (loops < 1 || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no such port, or no event loop: " + port);
    }
  }

  /// Listens at `host` and `port`, with half of the processors and the default limits.
  public static HttpConfig of(String host, int port) {
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new HttpConfig(host, port, loops, Transport.best(), HttpLimits.DEFAULT);
  }

  public HttpConfig with(HttpLimits other) {
    return new HttpConfig(host, port, loops, transport, other);
  }

  public HttpConfig with(Transport other) {
    return new HttpConfig(host, port, loops, other, limits);
  }

  public HttpConfig withLoops(int other) {
    return new HttpConfig(host, port, other, transport, limits);
  }
}
