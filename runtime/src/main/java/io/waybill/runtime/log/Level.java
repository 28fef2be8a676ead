package io.waybill.runtime.log;

import java.util.Locale;
import java.util.Optional;

/// How much a line of the log matters, as LoggingConfig names it.
enum Level {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  /// The level of that name, in whatever case; runtimes have other names for some.
  static Optional<Level> of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "TRACE" -> Optional.of(TRACE);
      case "DEBUG" -> Optional.of(DEBUG);
      case "INFO" -> Optional.of(INFO);
      case "WARN", "WARNING" -> Optional.of(WARN);
      case "ERROR" -> Optional.of(ERROR);
      case "FATAL", "CRITICAL" -> Optional.of(FATAL);
      default -> Optional.empty();
    };
  }

  /// Whether it is shown where `least` is the least that is.
  boolean reaches(String least) {
    return compareTo(of(least).orElse(INFO)) >= 0;
  }
}
