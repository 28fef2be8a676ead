package io.waybill.sqs.operations;

import io.waybill.sqs.model.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Pages of a list: how many entries, and where to go on.
final class Pages {
  private static final int SIZE_MAX = 1_000;

  private Pages() {}

  /// AWS: 1 to 1,000 entries a page, 1,000 unless asked otherwise.
  static int size(@Nullable Integer requested) {
    if (requested == null) {
      return SIZE_MAX;
    }
    if (requested < 1 || requested > SIZE_MAX) {
      throw Refusals.invalidValue(
          "MaxResults", requested, "MaxResults must be an integer between 1 and " + SIZE_MAX);
    }
    return requested;
  }

  /// The token behind the entry `last`.
  static String token(String last) {
    return Base64.getEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  /// The entry behind which a page begins; empty for the first page.
  static String after(@Nullable String token) {
    if (token == null) {
      return "";
    }
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Refusals.invalidValue(
          "NextToken", token, "It is not one that this operation gave out.");
    }
  }
}
