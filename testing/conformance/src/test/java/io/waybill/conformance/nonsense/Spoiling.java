package io.waybill.conformance.nonsense;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Inputs that were sensible before one member, at whatever depth, was left out or spoiled.
final class Spoiling {
  private static final String LONG = "x".repeat(70_000);

  /// What stands in a member's place: a value of a wrong type, empty, too long, too large, too
  /// many.
  private static final List<Object> WRONG =
      Arrays.asList(
          "",
          " ",
          LONG,
          "\u0001",
          "\ud83d",
          "ä\u0000",
          -1,
          21,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          1.5,
          1e300,
          true,
          List.of(),
          List.of(""),
          List.of(List.of(List.of())),
          Map.of(),
          Map.of("a", Map.of("b", "c")),
          Map.of("", ""),
          List.of(Map.of("Id", "a")),
          Map.of("a", Map.of("DataType", "String")),
          Map.of("a", Map.of("DataType", "Number", "StringValue", "x")),
          Map.of("AWSTraceHeader", Map.of("DataType", "Binary", "BinaryValue", "?")),
          Collections.nCopies(10_000, "x"),
          Collections.nCopies(10_000, Map.of("Id", "a", "MessageBody", "b")),
          manyNames());

  /// What stands in the place of texts that have a form of their own.
  static final List<Object> WRONG_TEXTS =
      List.of(
          "{",
          "[]",
          "{}",
          "null",
          "[[[[[[[[",
          "{\"a\":[]}",
          "{\"a\":{\"a\":{\"a\":{}}}}",
          "arn:",
          "arn:aws:sns:us-east-1:000000000000:",
          "arn:aws:x:::",
          "rate(99999999999999999999 days)",
          "cron(* * * * * *)",
          "$.a[99999999999]",
          "http://",
          "+");

  private Spoiling() {}

  private static Map<String, Object> manyNames() {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put("name" + i, "value");
    }
    return many;
  }

  /// Tells `spoiled` each way to spoil `good`, with `more` wrong values besides the usual ones.
  static void each(
      Map<String, Object> good, List<Object> more, Consumer<Map<String, Object>> spoiled) {
    for (String member : good.keySet()) {
      Map<String, Object> without = new LinkedHashMap<>(good);
      without.remove(member);
      spoiled.accept(without);
      one(good, member, more, spoiled);
    }
  }

  /// The same for one member alone, which is not left out.
  static void one(
      Map<String, Object> good,
      String member,
      List<Object> more,
      Consumer<Map<String, Object>> spoiled) {
    WRONG.forEach(wrong -> spoiled.accept(with(good, member, wrong)));
    more.forEach(wrong -> spoiled.accept(with(good, member, wrong)));
    deeper(good.get(member), more, wrong -> spoiled.accept(with(good, member, wrong)));
  }

  @SuppressWarnings("unchecked")
  private static void deeper(@Nullable Object value, List<Object> more, Consumer<Object> inner) {
    if (value instanceof Map<?, ?> map) {
      each((Map<String, Object>) map, more, inner::accept);
    } else if (value instanceof List<?> list
        && !list.isEmpty()
        && list.getFirst() instanceof Map<?, ?> first) {
      each((Map<String, Object>) first, more, each -> inner.accept(List.of(each)));
    }
  }

  static Map<String, Object> with(Map<String, Object> good, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(good);
    changed.put(name, value);
    return changed;
  }
}
