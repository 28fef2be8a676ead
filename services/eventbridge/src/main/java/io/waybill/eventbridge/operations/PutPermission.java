package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.PutPermissionRequest;
import io.waybill.eventbridge.decide.DefineBus;
import io.waybill.eventbridge.model.BusPolicy;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.shapes.Unit;
import org.jspecify.annotations.Nullable;

/// Adds a statement to a bus's policy, or replaces the whole of it.
final class PutPermission implements Operation<PutPermissionRequest, Unit> {
  private final Bridging bridging;

  PutPermission(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, PutPermissionRequest input, Answer<Unit> answer) {
    Arn arn = Inputs.bus(caller, input.eventBusName());
    String whole = input.policy();
    DefineBus.Change change =
        whole == null
            ? statement(arn, input)
            : (before, now) -> before.withPolicy(BusPolicy.checked(whole), now);
    bridging.decide(
        caller,
        "PutPermission",
        arn,
        new DefineBus(change),
        Answers.mapped(answer, bus -> Unit.INSTANCE));
  }

  private static DefineBus.Change statement(Arn bus, PutPermissionRequest input) {
    String id = required(input.statementId(), "StatementId");
    String action = required(input.action(), "Action");
    String principal = required(input.principal(), "Principal");
    BusPolicy.requireOffered(action, input.condition());
    return (before, now) ->
        before.withPolicy(
            BusPolicy.with(before.policy(), bus, id, action, principal, input.condition()), now);
  }

  private static String required(@Nullable String value, String parameter) {
    if (value == null) {
      throw Refusals.invalid("Parameter " + parameter + " is required.");
    }
    return value;
  }
}
