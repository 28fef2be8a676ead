package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.api.Target;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.model.TargetRules;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.RuleTarget;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adds targets to a rule; one whose id is there takes its place. Of two with one id, the last
/// counts.
///
/// @param targets ones that were checked
public record DefineTargets(String rule, List<Target> targets) implements Decision<Unit> {
  @Override
  public Unit decide(Bus bus, Step step) {
    RuleDefinition before = Rules.named(bus, rule);
    Rules.requireOwn(before, false);
    Map<String, RuleTarget> after = new LinkedHashMap<>();
    before.targets().forEach(target -> after.put(target.id(), target));
    targets.forEach(target -> {
      RuleTarget unnumbered = new RuleTarget(0, target);
      RuleTarget present = after.get(unnumbered.id());
      after.put(unnumbered.id(), new RuleTarget(present == null ? 0 : present.number(), target));
    });
    if (after.size() > TargetRules.TARGETS_MAX) {
      throw Refusals.tooMany();
    }
    List<RuleTarget> numbered =
        after.values().stream().map(target -> numbered(target, step)).toList();
    step.buses().put(bus, before.withTargets(numbered), step);
    return Unit.INSTANCE;
  }

  private static RuleTarget numbered(RuleTarget target, Step step) {
    return target.number() > 0
        ? target
        : new RuleTarget(step.buses().takeNumber(step.transaction()), target.target());
  }
}
