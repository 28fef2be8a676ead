package io.waybill.core;

/// Where all time enters the system. Safe for many threads; never goes backwards.
@FunctionalInterface
public interface TimeSource {
  /// Milliseconds since 1970.
  long millis();
}
