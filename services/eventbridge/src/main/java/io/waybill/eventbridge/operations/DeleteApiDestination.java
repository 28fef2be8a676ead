package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeleteApiDestinationRequest;
import io.waybill.eventbridge.api.DeleteApiDestinationResponse;
import io.waybill.eventbridge.decide.Destinations;

/// Deletes an API destination.
final class DeleteApiDestination
    implements Operation<DeleteApiDestinationRequest, DeleteApiDestinationResponse> {
  private final Destining destining;

  DeleteApiDestination(Destining destining) {
    this.destining = destining;
  }

  @Override
  public void call(
      Caller caller,
      DeleteApiDestinationRequest input,
      Answer<DeleteApiDestinationResponse> answer) {
    destining.decide(
        Destining.home(caller, input.name()),
        Destinations::delete,
        Answers.mapped(answer, done -> new DeleteApiDestinationResponse()));
  }
}
