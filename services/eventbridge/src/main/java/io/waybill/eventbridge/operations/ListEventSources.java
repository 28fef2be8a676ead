package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.EventSource;
import io.waybill.eventbridge.api.ListEventSourcesRequest;
import io.waybill.eventbridge.api.ListEventSourcesResponse;
import io.waybill.eventbridge.state.SourceDefinition;
import java.util.List;

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
    int size = Page.size(input.limit());
    List<SourceDefinition> found =
        sourcing
            .bridging()
            .catalog()
            .sources()
            .list(
                caller.account(),
                caller.region(),
                Inputs.text(input.namePrefix()),
                Page.after(LIST, input.nextToken()),
                size + 1,
                each -> true);
    Page<SourceDefinition> page = Page.of(LIST, found, size, SourceDefinition::name);
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
