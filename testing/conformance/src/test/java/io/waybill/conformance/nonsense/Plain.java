package io.waybill.conformance.nonsense;

import io.waybill.conformance.raw.JsonText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Inputs without the marks that only the query protocol needs.
final class Plain {
  private Plain() {}

  /// A time is what it is in AWS's JSON: seconds.
  static String json(Object input) {
    return JsonText.of(timed(of(input)));
  }

  private static Object timed(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((name, each) -> all.put(name, timed(each)));
        yield all;
      }
      case List<?> list -> list.stream().map(Plain::timed).toList();
      case Instant time -> time.getEpochSecond();
      default -> value;
    };
  }

  static Object of(Object value) {
    return switch (value) {
      case Sample.Named(var entries) -> of(entries);
      case Map<?, ?> map -> {
        Map<Object, Object> all = new LinkedHashMap<>();
        map.forEach((name, each) -> all.put(name, of(each)));
        yield all;
      }
      case List<?> list -> list.stream().map(Plain::of).toList();
      default -> value;
    };
  }
}
