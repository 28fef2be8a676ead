package io.waybill.sns.operations;

import io.waybill.core.PageToken;
import io.waybill.sns.model.Refusals;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pages of a list.
final class Pages {
  /// AWS: 100 entries a page.
  static final int SIZE = 100;

  private Pages() {}

  /// Reads up to so many entries behind a place.
  interface Source<V> {
    List<Map.Entry<String, V>> read(String after, int most);
  }

  /// One page, its entries under their places.
  ///
  /// @param next the token of the rest; null where there is none
  record Cut<V>(List<Map.Entry<String, V>> entries, @Nullable String next) {
    List<V> values() {
      return entries.stream().map(Map.Entry::getValue).toList();
    }

    List<String> keys() {
      return entries.stream().map(Map.Entry::getKey).toList();
    }
  }

  /// A page of `list`.
  static <V> Cut<V> of(String list, @Nullable String token, Source<V> source) {
    return cut(list, source.read(after(list, token), SIZE + 1));
  }

  /// A page of what was found, which is one more than a page holds if there is more.
  static <V> Cut<V> cut(String list, List<Map.Entry<String, V>> found) {
    return cut(list, found, SIZE);
  }

  static <V> Cut<V> cut(String list, List<Map.Entry<String, V>> found, int size) {
    if (found.size() <= size) {
      return new Cut<>(found, null);
    }
    String last = found.get(size - 1).getKey();
    return new Cut<>(found.subList(0, size), PageToken.of(list, last));
  }

  /// The place behind which a page of `list` begins; empty for the first page.
  static String after(String list, @Nullable String token) {
    return token == null || token.isEmpty()
        ? ""
        : PageToken.place(list, token).orElseThrow(Pages::invalid);
  }

  /// The number behind which a page of `list` begins; 0 for the first page.
  static int number(String list, @Nullable String token) {
    String after = after(list, token);
    try {
      return after.isEmpty() ? 0 : Integer.parseInt(after);
    } catch (NumberFormatException malformed) {
      throw invalid();
    }
  }

  private static io.waybill.shapes.Refusal invalid() {
    return Refusals.invalid("NextToken");
  }
}
