package io.waybill.logs.operations;

import io.waybill.logs.model.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists a page at a time. A token is the number of the item that comes next.
final class Pages {
  private Pages() {}

  /// @param next the token of the next page; null at the end
  record Page<T>(List<T> items, @Nullable String next) {}

  static <T> Page<T> of(List<T> all, @Nullable String token, int most) {
    int from = Math.min(all.size(), offset(token));
    int to = Math.min(all.size(), from + most);
    return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
  }

  static int offset(@Nullable String token) {
    try {
      return token == null || token.isEmpty() ? 0 : Math.max(0, Integer.parseInt(token));
    } catch (NumberFormatException malformed) {
      throw Refusals.invalid("The specified nextToken is invalid.");
    }
  }
}
