package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ApiDestination;
import io.waybill.eventbridge.api.ListApiDestinationsRequest;
import io.waybill.eventbridge.api.ListApiDestinationsResponse;
import io.waybill.eventbridge.state.DestinationDefinition;

/// Lists the caller's API destinations by name.
final class ListApiDestinations
    implements Operation<ListApiDestinationsRequest, ListApiDestinationsResponse> {
  private static final String LIST = "ListApiDestinations";

  private final Destining destining;

  ListApiDestinations(Destining destining) {
    this.destining = destining;
  }

  @Override
  public void call(
      Caller caller, ListApiDestinationsRequest input, Answer<ListApiDestinationsResponse> answer) {
    String connection = Inputs.text(input.connectionArn());
    Page<DestinationDefinition> page =
        new Listing(LIST, caller, input.namePrefix(), input.nextToken(), input.limit())
            .of(
                destining.bridging().catalog().destinations(),
                each -> connection.isEmpty() || each.connectionArn().equals(connection),
                DestinationDefinition::name);
    answer.succeed(
        new ListApiDestinationsResponse(
            page.entries().stream().map(this::line).toList(), page.token()));
  }

  private ApiDestination line(DestinationDefinition it) {
    return new ApiDestination(
        it.arn().toString(),
        it.name(),
        destining.state(it),
        it.connectionArn(),
        it.endpoint(),
        it.method(),
        it.perSecond(),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()));
  }
}
