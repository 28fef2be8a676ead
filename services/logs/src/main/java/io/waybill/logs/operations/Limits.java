package io.waybill.logs.operations;

import io.waybill.logs.model.Refusals;
import io.waybill.logs.pattern.FilterPattern;
import io.waybill.logs.state.Filters;

/// What the filters of a group have together.
final class Limits {
  // AWS ("Filter pattern syntax"): five filters with regular expressions a group.
  private static final int WITH_EXPRESSIONS_MAX = 5;

  private Limits() {}

  static void requireExpressions(Filters filters, FilterPattern added) {
    if (added.expressions() > 0 && filters.withExpressions() >= WITH_EXPRESSIONS_MAX) {
      throw Refusals.limit();
    }
  }
}
