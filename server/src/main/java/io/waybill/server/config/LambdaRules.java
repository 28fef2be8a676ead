package io.waybill.server.config;

/// Where Lambda depends on the host.
///
/// @param missingRuntimes what becomes of functions of a runtime that the host lacks
public record LambdaRules(MissingRuntimes missingRuntimes) {
  /// Whether such a function is refused, or made although it can't be invoked.
  public enum MissingRuntimes {
    REFUSE,
    ACCEPT
  }
}
