package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.RemovePermissionRequest;
import io.waybill.eventbridge.decide.DefineBus;
import io.waybill.eventbridge.model.BusPolicy;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.shapes.Unit;

/// Removes a statement from a bus's policy, or all of them.
final class RemovePermission implements Operation<RemovePermissionRequest, Unit> {
  private final Bridging bridging;

  RemovePermission(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, RemovePermissionRequest input, Answer<Unit> answer) {
    boolean all = Inputs.yes(input.removeAllPermissions());
    String id = Inputs.text(input.statementId());
    if (!all && id.isEmpty()) {
      throw Refusals.invalid("Parameter StatementId is required.");
    }
    DefineBus change =
        new DefineBus((before, now) ->
            before.withPolicy(all ? "" : BusPolicy.without(before.policy(), id), now));
    bridging.decide(
        caller,
        "RemovePermission",
        Inputs.bus(caller, input.eventBusName()),
        change,
        Answers.mapped(answer, bus -> Unit.INSTANCE));
  }
}
