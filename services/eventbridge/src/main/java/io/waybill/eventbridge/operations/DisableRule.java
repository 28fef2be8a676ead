package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DisableRuleRequest;
import io.waybill.eventbridge.api.RuleState;
import io.waybill.eventbridge.decide.ChangeRule;
import io.waybill.shapes.Unit;

/// Disables a rule.
final class DisableRule implements Operation<DisableRuleRequest, Unit> {
  private final Bridging bridging;

  DisableRule(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, DisableRuleRequest input, Answer<Unit> answer) {
    bridging.decide(
        caller,
        "DisableRule",
        Inputs.bus(caller, input.eventBusName()),
        Inputs.text(input.name()),
        new ChangeRule(Inputs.text(input.name()), rule -> rule.withState(RuleState.DISABLED)),
        answer);
  }
}
