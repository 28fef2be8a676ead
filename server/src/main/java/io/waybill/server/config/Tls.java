package io.waybill.server.config;

import java.nio.file.Path;

/// Whether and with which certificate TLS is served.
public sealed interface Tls {
  default boolean isOff() {
    return this instanceof Off;
  }

  /// Plain HTTP.
  record Off() implements Tls {}

  /// A certificate that is made at the start and that no client trusts without being told to.
  record SelfSigned() implements Tls {}

  /// A chain and its key, as PEM files.
  record Given(Path certificate, Path key) implements Tls {}
}
