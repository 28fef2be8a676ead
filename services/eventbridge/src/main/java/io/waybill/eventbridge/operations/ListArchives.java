package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ListArchivesRequest;
import io.waybill.eventbridge.api.ListArchivesResponse;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Archive;
import io.waybill.eventbridge.state.ArchiveDefinition;

/// Lists the caller's archives by name, or those of one bus or state.
final class ListArchives implements Operation<ListArchivesRequest, ListArchivesResponse> {
  private static final String LIST = "ListArchives";

  private final Bridging bridging;

  ListArchives(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, ListArchivesRequest input, Answer<ListArchivesResponse> answer) {
    String bus = Inputs.text(input.eventSourceArn());
    String state = Inputs.text(input.state());
    String prefix = Inputs.text(input.namePrefix());
    if (Inputs.given(bus, state, prefix) > 1) {
      throw Refusals.invalid(
          "At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or"
              + " NamePrefix.");
    }
    if (!bus.isEmpty()) {
      bridging.requireBus(Archiving.bus(caller, bus, "EventSourceArn"));
    }
    Page<Archive> page =
        new Listing(LIST, caller, input.namePrefix(), input.nextToken(), input.limit())
            .of(
                bridging.catalog().archives(),
                archive ->
                    (bus.isEmpty() || archive.definition().bus().toString().equals(bus))
                        && (state.isEmpty() || state.equals(Archiving.STATE)),
                archive -> archive.definition().name());
    answer.succeed(
        new ListArchivesResponse(
            page.entries().stream().map(ListArchives::line).toList(), page.token()));
  }

  private static io.waybill.eventbridge.api.Archive line(Archive archive) {
    ArchiveDefinition it = archive.definition();
    return new io.waybill.eventbridge.api.Archive(
        it.name(),
        it.bus().toString(),
        Archiving.STATE,
        null,
        it.retentionDays(),
        archive.counts().bytes(),
        archive.counts().events(),
        Inputs.time(it.createdAt()));
  }
}
