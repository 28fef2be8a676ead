package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.CreateApiDestinationRequest;
import io.waybill.eventbridge.api.CreateApiDestinationResponse;
import io.waybill.eventbridge.decide.Destinations;
import io.waybill.eventbridge.state.DestinationDefinition;

/// Creates an API destination.
final class CreateApiDestination
    implements Operation<CreateApiDestinationRequest, CreateApiDestinationResponse> {
  private final Destining destining;

  CreateApiDestination(Destining destining) {
    this.destining = destining;
  }

  @Override
  public void call(
      Caller caller,
      CreateApiDestinationRequest input,
      Answer<CreateApiDestinationResponse> answer) {
    Arn home = Destining.home(caller, input.name());
    Integer perSecond = input.invocationRateLimitPerSecond();
    DestinationDefinition wanted =
        new DestinationDefinition(
            home,
            Inputs.text(input.name()),
            Inputs.text(input.description()),
            destining.connection(caller, input.connectionArn()),
            Destining.endpoint(input.invocationEndpoint()),
            Inputs.text(input.httpMethod()),
            perSecond == null ? Destining.PER_SECOND : perSecond,
            0,
            0);
    destining.decide(
        home,
        (at, step) -> Destinations.create(at, wanted, step),
        Answers.mapped(answer, this::output));
  }

  private CreateApiDestinationResponse output(DestinationDefinition it) {
    return new CreateApiDestinationResponse(
        it.arn().toString(),
        destining.state(it),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()));
  }
}
