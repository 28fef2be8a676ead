package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.BusDefinition;
import io.waybill.eventbridge.state.Step;

/// Changes what a bus is, apart from its rules. Tells the definition after.
///
/// @param change the definition before to the definition after; may refuse
public record DefineBus(Change change) implements Decision<BusDefinition> {
  /// The definition after, given the one before and the time.
  public interface Change {
    BusDefinition apply(BusDefinition before, long nowMillis);
  }

  @Override
  public BusDefinition decide(Bus bus, Step step) {
    step.buses().define(bus, change.apply(bus.definition(), step.now()), step);
    return bus.definition();
  }
}
