package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeleteRuleRequest;
import io.waybill.eventbridge.decide.RemoveRule;
import io.waybill.shapes.Unit;

/// Deletes a rule without targets.
final class DeleteRule implements Operation<DeleteRuleRequest, Unit> {
  private final Bridging bridging;

  DeleteRule(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, DeleteRuleRequest input, Answer<Unit> answer) {
    bridging.decide(
        caller,
        "DeleteRule",
        Inputs.bus(caller, input.eventBusName()),
        Inputs.text(input.name()),
        new RemoveRule(Inputs.text(input.name()), Inputs.yes(input.force())),
        answer);
  }
}
