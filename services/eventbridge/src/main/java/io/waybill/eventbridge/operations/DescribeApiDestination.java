package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DescribeApiDestinationRequest;
import io.waybill.eventbridge.api.DescribeApiDestinationResponse;
import io.waybill.eventbridge.decide.Destinations;
import io.waybill.eventbridge.state.DestinationDefinition;

/// Tells of one API destination.
final class DescribeApiDestination
    implements Operation<DescribeApiDestinationRequest, DescribeApiDestinationResponse> {
  private final Destining destining;

  DescribeApiDestination(Destining destining) {
    this.destining = destining;
  }

  @Override
  public void call(
      Caller caller,
      DescribeApiDestinationRequest input,
      Answer<DescribeApiDestinationResponse> answer) {
    destining.decide(
        Destining.home(caller, input.name()),
        Destinations::named,
        Answers.mapped(answer, this::output));
  }

  private DescribeApiDestinationResponse output(DestinationDefinition it) {
    return new DescribeApiDestinationResponse(
        it.arn().toString(),
        it.name(),
        Inputs.orAbsent(it.description()),
        destining.state(it),
        it.connectionArn(),
        it.endpoint(),
        it.method(),
        it.perSecond(),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()));
  }
}
