package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.EnableRuleRequest;
import io.waybill.eventbridge.api.RuleState;
import io.waybill.eventbridge.decide.ChangeRule;
import io.waybill.shapes.Unit;

/// Enables a rule.
final class EnableRule implements Operation<EnableRuleRequest, Unit> {
  private final Bridging bridging;

  EnableRule(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, EnableRuleRequest input, Answer<Unit> answer) {
    bridging.decide(
        caller,
        "EnableRule",
        Inputs.bus(caller, input.eventBusName()),
        Inputs.text(input.name()),
        new ChangeRule(Inputs.text(input.name()), rule -> rule.withState(RuleState.ENABLED)),
        answer);
  }
}
