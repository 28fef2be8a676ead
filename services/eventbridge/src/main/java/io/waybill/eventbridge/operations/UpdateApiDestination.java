package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.UpdateApiDestinationRequest;
import io.waybill.eventbridge.api.UpdateApiDestinationResponse;
import io.waybill.eventbridge.decide.Destinations;
import io.waybill.eventbridge.state.DestinationDefinition;

/// Changes an API destination; what is not given stays.
final class UpdateApiDestination
    implements Operation<UpdateApiDestinationRequest, UpdateApiDestinationResponse> {
  private final Destining destining;

  UpdateApiDestination(Destining destining) {
    this.destining = destining;
  }

  @Override
  public void call(
      Caller caller,
      UpdateApiDestinationRequest input,
      Answer<UpdateApiDestinationResponse> answer) {
    if (input.connectionArn() != null) {
      destining.connection(caller, input.connectionArn());
    }
    if (input.invocationEndpoint() != null) {
      Destining.endpoint(input.invocationEndpoint());
    }
    destining.decide(
        Destining.home(caller, input.name()),
        (home, step) -> Destinations.update(home, before -> changed(before, input), step),
        Answers.mapped(answer, this::output));
  }

  private static DestinationDefinition changed(
      DestinationDefinition before, UpdateApiDestinationRequest input) {
    Integer perSecond = input.invocationRateLimitPerSecond();
    return new DestinationDefinition(
        before.arn(),
        before.name(),
        Inputs.or(input.description(), before.description()),
        Inputs.or(input.connectionArn(), before.connectionArn()),
        Inputs.or(input.invocationEndpoint(), before.endpoint()),
        Inputs.or(input.httpMethod(), before.method()),
        perSecond == null ? before.perSecond() : perSecond,
        before.createdAt(),
        before.modifiedAt());
  }

  private UpdateApiDestinationResponse output(DestinationDefinition it) {
    return new UpdateApiDestinationResponse(
        it.arn().toString(),
        destining.state(it),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()));
  }
}
