package io.waybill.conformance.nonsense;

import io.waybill.conformance.raw.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Inputs without the marks that only the query protocol needs.
final class Plain {
  private Plain() {}

  static String json(Object input) {
    return JsonText.of(of(input));
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
