package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.RuleTarget;
import io.waybill.eventbridge.state.Step;
import java.util.List;

/// Removes targets from a rule. Tells the ids that it has not.
public record RemoveTargets(String rule, List<String> ids, boolean force)
    implements Decision<List<String>> {
  @Override
  public List<String> decide(Bus bus, Step step) {
    RuleDefinition before = Rules.named(bus, rule);
    Rules.requireOwn(before, force);
    List<RuleTarget> after =
        before.targets().stream().filter(target -> !ids.contains(target.id())).toList();
    step.buses().put(bus, before.withTargets(after), step);
    return ids.stream().filter(id -> before.target(id).isEmpty()).toList();
  }
}
