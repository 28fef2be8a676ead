package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeletePartnerEventSourceRequest;
import io.waybill.eventbridge.decide.Sources;
import io.waybill.shapes.Unit;

/// Withdraws an event source from another account: what a partner does.
final class DeletePartnerEventSource implements Operation<DeletePartnerEventSourceRequest, Unit> {
  private final Sourcing sourcing;

  DeletePartnerEventSource(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(Caller caller, DeletePartnerEventSourceRequest input, Answer<Unit> answer) {
    sourcing.decide(
        Sourcing.arn(Inputs.text(input.account()), caller.region(), input.name()),
        Sources::delete,
        answer);
  }
}
