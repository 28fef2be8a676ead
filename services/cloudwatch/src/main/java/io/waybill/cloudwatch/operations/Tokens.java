package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.model.Refusals;
import io.waybill.core.PageToken;
import org.jspecify.annotations.Nullable;

/// Where a page of a list begins. A token that the list did not give out is refused.
final class Tokens {
  private Tokens() {}

  /// The place behind which the page begins; empty for the first.
  static String after(String list, @Nullable String token) {
    return token == null ? "" : PageToken.place(list, token).orElseThrow(Refusals::token);
  }

  /// The number of the entry with which the page begins.
  static int from(String list, @Nullable String token) {
    try {
      return token == null ? 0 : Integer.parseInt(after(list, token));
    } catch (NumberFormatException forged) {
      throw Refusals.token();
    }
  }
}
