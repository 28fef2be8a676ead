package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeactivateEventSourceRequest;
import io.waybill.eventbridge.decide.Sources;
import io.waybill.shapes.Unit;

/// Stops the events of a partner event source; they are lost meanwhile.
final class DeactivateEventSource implements Operation<DeactivateEventSourceRequest, Unit> {
  private final Sourcing sourcing;

  DeactivateEventSource(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(Caller caller, DeactivateEventSourceRequest input, Answer<Unit> answer) {
    sourcing.decide(
        Sourcing.own(caller, input.name()),
        (arn, step) -> Sources.change(arn, "PENDING", step),
        answer);
  }
}
