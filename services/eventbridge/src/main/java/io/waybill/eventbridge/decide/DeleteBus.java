package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;

/// Deletes a bus that has no rules.
public record DeleteBus() implements Decision<Unit> {
  @Override
  public Unit decide(Bus bus, Step step) {
    if (bus.ruleCount() > 0) {
      throw Refusals.invalid("Event bus can't be deleted since it has rules.");
    }
    step.buses().delete(bus, step);
    return Unit.INSTANCE;
  }
}
