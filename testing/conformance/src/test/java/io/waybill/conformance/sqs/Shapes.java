package io.waybill.conformance.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reaches into what came back, and makes what goes out.
final class Shapes {
  private Shapes() {}

  /// Names and values by turns.
  static Map<String, String> map(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static Map<String, Object> entry(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  static Map<String, Object> text(String value) {
    return entry("DataType", "String", "StringValue", value);
  }

  /// What stands at `path`. Fails where nothing does.
  static Object at(Map<String, Object> from, String... path) {
    Object here = from;
    for (String name : path) {
      here = Objects.requireNonNull(((Map<?, ?>) here).get(name), () -> name + " in " + from);
    }
    return here;
  }

  /// The text of a member that must be there.
  static String text(Map<String, Object> from, String name) {
    return (String) at(from, name);
  }

  /// A list of structures, empty where it is left out.
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Map<String, Object> from, String name) {
    return (List<Map<String, Object>>) from.getOrDefault(name, List.of());
  }

  @SuppressWarnings("unchecked")
  static List<String> texts(Map<String, Object> from, String name) {
    return (List<String>) from.getOrDefault(name, List.of());
  }

  /// A structure or map, empty where it is left out.
  @SuppressWarnings("unchecked")
  static Map<String, Object> under(Map<String, Object> from, String name) {
    return (Map<String, Object>) from.getOrDefault(name, Map.of());
  }

  static Map<String, Object> without(Map<String, Object> from, String... names) {
    Map<String, Object> rest = new LinkedHashMap<>(from);
    rest.keySet().removeAll(List.of(names));
    return rest;
  }
}
