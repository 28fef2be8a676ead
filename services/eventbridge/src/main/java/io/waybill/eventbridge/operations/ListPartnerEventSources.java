package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ListPartnerEventSourcesRequest;
import io.waybill.eventbridge.api.ListPartnerEventSourcesResponse;
import io.waybill.eventbridge.api.PartnerEventSource;
import io.waybill.eventbridge.state.SourceDefinition;
import java.util.List;

/// Lists the event sources that a partner offers, each name once.
final class ListPartnerEventSources
    implements Operation<ListPartnerEventSourcesRequest, ListPartnerEventSourcesResponse> {
  private static final String LIST = "ListPartnerEventSources";

  private final Sourcing sourcing;

  ListPartnerEventSources(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(
      Caller caller,
      ListPartnerEventSourcesRequest input,
      Answer<ListPartnerEventSourcesResponse> answer) {
    int size = Page.size(input.limit());
    String after = Page.after(LIST, input.nextToken());
    String prefix = Inputs.text(input.namePrefix());
    List<String> found =
        sourcing.bridging().catalog().sources().all().stream()
            .filter(each -> each.partner().equals(caller.account().digits()))
            .filter(each -> each.arn().region().equals(caller.region().name()))
            .map(SourceDefinition::name)
            .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
            .distinct()
            .sorted()
            .limit(size + 1L)
            .toList();
    Page<String> page = Page.of(LIST, found, size, name -> name);
    answer.succeed(
        new ListPartnerEventSourcesResponse(
            page.entries().stream()
                .map(name -> new PartnerEventSource(Sourcing.own(caller, name).toString(), name))
                .toList(),
            page.token()));
  }
}
