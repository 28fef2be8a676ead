package io.waybill.lambda.operations;

import io.waybill.lambda.model.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Members of an input that may be absent, and pages of lists.
final class Inputs {
  private static final int PAGE = 50;

  private Inputs() {}

  /// One page.
  ///
  /// @param next the token of the rest; null where there is none
  record Page<V>(List<V> values, @Nullable String next) {}

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : value;
  }

  static <V> Map<String, V> map(@Nullable Map<String, V> value) {
    return value == null ? Map.of() : value;
  }

  static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /// How many entries a page may have, at most AWS's 50.
  static int most(@Nullable Integer asked) {
    return asked == null ? PAGE : Math.clamp(asked, 1, PAGE);
  }

  /// The place behind which a page begins; empty for the first page.
  static String after(@Nullable String marker) {
    if (marker == null || marker.isEmpty()) {
      return "";
    }
    try {
      return new String(Base64.getDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Refusals.invalid("Invalid pagination token.");
    }
  }

  /// A page of what was found, which is one more than a page holds if there is more.
  static <V> Page<V> page(List<Map.Entry<String, V>> found, int most) {
    List<V> values = found.stream().limit(most).map(Map.Entry::getValue).toList();
    if (found.size() <= most) {
      return new Page<>(values, null);
    }
    String last = found.get(most - 1).getKey();
    return new Page<>(
        values, Base64.getEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
  }

  /// A page of `all`, in their order.
  static <V> Page<V> page(
      java.util.SortedMap<String, V> all, @Nullable String marker, @Nullable Integer asked) {
    int most = most(asked);
    return page(
        all.tailMap(after(marker) + (marker == null ? "" : "\0")).entrySet().stream()
            .limit(most + 1L)
            .toList(),
        most);
  }
}
