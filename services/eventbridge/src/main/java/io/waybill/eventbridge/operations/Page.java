package io.waybill.eventbridge.operations;

import io.waybill.eventbridge.model.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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

  /// The name behind which a page begins; empty for the first page.
  static String after(@Nullable String token) {
    if (token == null) {
      return "";
    }
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Refusals.invalidParameter("NextToken");
    }
  }

  /// The page of `size` at the front of `found`, which has one entry more if there are more.
  static <T> Page<T> of(List<T> found, int size, Function<T, String> name) {
    List<T> page = found.subList(0, Math.min(size, found.size()));
    String token = null;
    if (found.size() > size) {
      byte[] last = name.apply(page.getLast()).getBytes(StandardCharsets.UTF_8);
      token = Base64.getEncoder().encodeToString(last);
    }
    return new Page<>(page, token);
  }
}
