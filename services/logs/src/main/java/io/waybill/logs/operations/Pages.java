package io.waybill.logs.operations;

import io.waybill.core.PageToken;
import io.waybill.logs.model.Refusals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists a page at a time. A token that the list did not give out is refused.
final class Pages {
  private Pages() {}

  /// @param next the token of the next page; null at the end
  record Page<T>(List<T> items, @Nullable String next) {}

  /// @param list the operation that lists
  static <T> Page<T> of(String list, List<T> all, @Nullable String token, int most) {
    int from = Math.min(all.size(), from(list, token));
    int to = Math.min(all.size(), from + most);
    return new Page<>(all.subList(from, to), to < all.size() ? token(list, to) : null);
  }

  /// The token of the page that begins with the entry of this number.
  private static String token(String list, int from) {
    return PageToken.of(list, String.valueOf(from));
  }

  /// The number of the entry with which the page begins.
  private static int from(String list, @Nullable String token) {
    try {
      return token == null ? 0 : Integer.parseInt(after(list, token));
    } catch (NumberFormatException forged) {
      throw invalid();
    }
  }

  /// The place behind which the page begins; empty for the first.
  static String after(String list, @Nullable String token) {
    return token == null ? "" : PageToken.place(list, token).orElseThrow(Pages::invalid);
  }

  static RuntimeException invalid() {
    return Refusals.invalid("The specified nextToken is invalid.");
  }
}
