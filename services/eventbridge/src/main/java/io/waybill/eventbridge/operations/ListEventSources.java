package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.EventSource;
import io.waybill.eventbridge.api.ListEventSourcesRequest;
import io.waybill.eventbridge.api.ListEventSourcesResponse;
import io.waybill.eventbridge.state.SourceDefinition;

/// Lists the event sources that partners offer to the caller.
final class ListEventSources
    implements Operation<ListEventSourcesRequest, ListEventSourcesResponse> {
  private static final String LIST = "ListEventSources";

  private final Sourcing sourcing;

  ListEventSources(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(
      Caller caller, ListEventSourcesRequest input, Answer<ListEventSourcesResponse> answer) {
    Page<SourceDefinition> page =
        new Listing(LIST, caller, input.namePrefix(), input.nextToken(), input.limit())
            .of(sourcing.bridging().catalog().sources(), each -> true, SourceDefinition::name);
    answer.succeed(
        new ListEventSourcesResponse(
            page.entries().stream().map(ListEventSources::line).toList(), page.token()));
  }

  private static EventSource line(SourceDefinition it) {
    return new EventSource(
        it.arn().toString(),
        it.partner(),
        Inputs.time(it.createdAt()),
        Inputs.time(it.expiresAt()),
        it.name(),
        it.state());
  }
}
