package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;
import java.util.function.UnaryOperator;

/// Changes a rule that is there: its state or its tags.
public record ChangeRule(String name, UnaryOperator<RuleDefinition> change)
    implements Decision<Unit> {
  @Override
  public Unit decide(Bus bus, Step step) {
    RuleDefinition before = Rules.named(bus, name);
    Rules.requireOwn(before, false);
    step.buses().put(bus, change.apply(before), step);
    return Unit.INSTANCE;
  }
}
