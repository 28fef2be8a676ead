package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ActivateEventSourceRequest;
import io.waybill.eventbridge.decide.Sources;
import io.waybill.shapes.Unit;

/// Has the events of a partner event source flow to its bus again.
final class ActivateEventSource implements Operation<ActivateEventSourceRequest, Unit> {
  private final Sourcing sourcing;

  ActivateEventSource(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(Caller caller, ActivateEventSourceRequest input, Answer<Unit> answer) {
    sourcing.decide(
        Sourcing.own(caller, input.name()),
        (arn, step) -> Sources.change(arn, "ACTIVE", step),
        answer);
  }
}
