package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;

/// Finds a bus's rules, for those who read and those who change them.
public final class Rules {
  private Rules() {}

  /// The rule `name`, or a refusal.
  public static RuleDefinition named(Bus bus, String name) {
    return bus.rule(name).orElseThrow(() -> Refusals.ruleNotFound(name, bus.arn()));
  }

  /// Refuses to change a rule that a service made for itself, unless the caller insists.
  static void requireOwn(RuleDefinition rule, boolean force) {
    if (rule.isManaged() && !force) {
      throw EventBridgeErrors.MANAGED_RULE_EXCEPTION.because(
          "Rule "
              + rule.name()
              + " is a managed rule. Managed rules can be changed only with the force option.");
    }
  }
}
