package io.waybill.sns.operations;

import io.waybill.sns.model.Refusals;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Members of an input that may be absent.
final class Inputs {
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

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
