package io.waybill.sns.operations;

import io.waybill.sns.model.Refusals;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Members of an input that may be absent.
final class Inputs {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Inputs() {}

  /// The text of a parameter that must be given.
  static String required(@Nullable String value, String parameter) {
    if (value == null || value.isEmpty()) {
      throw Refusals.missing(parameter);
    }
    return value;
  }

  static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : value;
  }

  static <V> Map<String, V> map(@Nullable Map<String, V> value) {
    return value == null ? Map.of() : value;
  }

  /// A time as SNS writes it.
  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
