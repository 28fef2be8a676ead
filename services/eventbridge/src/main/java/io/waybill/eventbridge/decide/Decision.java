package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Step;

/// One thing to decide, or to look up, about one bus.
///
/// @param <R> what the caller is told
@FunctionalInterface
public interface Decision<R> {
  /// Decides. Throws a Refusal before it has changed anything.
  R decide(Bus bus, Step step);
}
