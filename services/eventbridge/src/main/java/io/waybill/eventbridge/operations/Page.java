package io.waybill.eventbridge.operations;

import io.waybill.core.PageToken;
import io.waybill.eventbridge.model.Refusals;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Some entries of a list, and where to go on.
///
/// @param token null at the end
record Page<T>(List<T> entries, @Nullable String token) {
  private static final int SIZE_MAX = 100;

  /// AWS: up to 100 entries a page.
  static int size(@Nullable Integer limit) {
    return limit == null ? SIZE_MAX : limit;
  }

  /// The name behind which a page of `list` begins; empty for the first page.
  static String after(String list, @Nullable String token) {
    return token == null
        ? ""
        : PageToken.place(list, token).orElseThrow(() -> Refusals.invalidParameter("NextToken"));
  }

  /// The page of `list`, of `size` entries, at the front of `found`, which has one entry more if
  /// there are more.
  static <T> Page<T> of(String list, List<T> found, int size, Function<T, String> name) {
    List<T> page = found.subList(0, Math.min(size, found.size()));
    String token = found.size() > size ? PageToken.of(list, name.apply(page.getLast())) : null;
    return new Page<>(page, token);
  }
}
