package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.shapes.Refusal;

/// Global endpoints fail over between AWS's regions: one server has nothing that they could fail
/// over to.
final class NotOffered<I, O> implements Operation<I, O> {
  @Override
  public void call(Caller caller, I input, Answer<O> answer) {
    throw globalEndpoints();
  }

  static Refusal globalEndpoints() {
    return EventBridgeErrors.OPERATION_DISABLED_EXCEPTION.because(
        "Global endpoints are not offered here: put events to an event bus of a region.");
  }
}
