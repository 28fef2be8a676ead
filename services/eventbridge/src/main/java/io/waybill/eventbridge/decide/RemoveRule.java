package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;

/// Deletes a rule without targets. AWS (DeleteRule): one that is not there is no fault.
///
/// @param force whether a rule that a service made for itself goes too
public record RemoveRule(String name, boolean force) implements Decision<Unit> {
  @Override
  public Unit decide(Bus bus, Step step) {
    bus.rule(name).ifPresent(rule -> remove(bus, rule, step));
    return Unit.INSTANCE;
  }

  private void remove(Bus bus, RuleDefinition rule, Step step) {
    Rules.requireOwn(rule, force);
    if (!rule.targets().isEmpty() && !rule.isManaged()) {
      throw Refusals.invalid("Rule can't be deleted since it has targets.");
    }
    step.buses().delete(bus, rule, step);
  }
}
