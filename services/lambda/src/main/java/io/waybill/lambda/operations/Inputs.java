package io.waybill.lambda.operations;

import io.waybill.core.PageToken;
import io.waybill.lambda.model.Refusals;
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

  /// The place behind which a page of `list` begins; empty for the first page.
  ///
  /// @param list the operation: a marker of another one is none of its own
  static String after(String list, @Nullable String marker) {
    if (marker == null || marker.isEmpty()) {
      return "";
    }
    return PageToken.place(list, marker)
        .orElseThrow(() -> Refusals.invalid("Invalid pagination token."));
  }

  /// A page of what was found, which is one more than a page holds if there is more.
  static <V> Page<V> page(String list, List<Map.Entry<String, V>> found, int most) {
    List<V> values = found.stream().limit(most).map(Map.Entry::getValue).toList();
    if (found.size() <= most) {
      return new Page<>(values, null);
    }
    return new Page<>(values, PageToken.of(list, found.get(most - 1).getKey()));
  }

  /// A page of `all`, in their order.
  static <V> Page<V> page(
      String list,
      java.util.SortedMap<String, V> all,
      @Nullable String marker,
      @Nullable Integer asked) {
    int most = most(asked);
    String after = after(list, marker);
    return page(
        list,
        all.tailMap(after + (after.isEmpty() ? "" : "\0")).entrySet().stream()
            .limit(most + 1L)
            .toList(),
        most);
  }
}
