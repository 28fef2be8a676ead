package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;
import java.util.Optional;

/// Makes a rule, or changes what it matches: its targets and tags stay.
///
/// @param rule the rule as it is wanted, without targets
public record DefineRule(RuleDefinition rule) implements Decision<Unit> {
  /// AWS allows 300 and more on request. A bound there must be: each rule is kept in memory.
  private static final int RULES_MAX = 100_000;

  @Override
  public Unit decide(Bus bus, Step step) {
    Optional<RuleDefinition> before = bus.rule(rule.name());
    if (before.isEmpty() && bus.ruleCount() >= RULES_MAX) {
      throw Refusals.tooMany();
    }
    before.ifPresent(present -> Rules.requireOwn(present, false));
    // AWS (PutRule): tags given for a rule that is there are ignored.
    RuleDefinition after =
        before
            .map(present -> rule.withTags(present.tags()).withTargets(present.targets()))
            .orElse(rule);
    step.buses().put(bus, after, step);
    return Unit.INSTANCE;
  }
}
