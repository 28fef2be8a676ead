package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ListReplaysRequest;
import io.waybill.eventbridge.api.ListReplaysResponse;
import io.waybill.eventbridge.api.Replay;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.ReplayDefinition;

/// Lists the caller's replays by name, or those of one archive or state.
final class ListReplays implements Operation<ListReplaysRequest, ListReplaysResponse> {
  private static final String LIST = "ListReplays";

  private final Bridging bridging;

  ListReplays(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, ListReplaysRequest input, Answer<ListReplaysResponse> answer) {
    String archive = Inputs.text(input.eventSourceArn());
    String state = Inputs.text(input.state());
    String prefix = Inputs.text(input.namePrefix());
    if (Inputs.given(archive, state, prefix) > 1) {
      throw Refusals.invalid(
          "At most one filter is allowed for ListReplays. Use either : State, EventSourceArn, or"
              + " NamePrefix.");
    }
    Page<ReplayDefinition> page =
        new Listing(LIST, caller, input.namePrefix(), input.nextToken(), input.limit())
            .of(
                bridging.catalog().replays(),
                replay ->
                    (archive.isEmpty() || replay.archiveArn().toString().equals(archive))
                        && (state.isEmpty() || state.equals(replay.state())),
                ReplayDefinition::name);
    answer.succeed(
        new ListReplaysResponse(
            page.entries().stream().map(ListReplays::line).toList(), page.token()));
  }

  private static Replay line(ReplayDefinition it) {
    return new Replay(
        it.name(),
        it.archiveArn().toString(),
        it.state(),
        Inputs.orAbsent(it.stateReason()),
        Inputs.time(it.fromMillis()),
        Inputs.time(it.toMillis()),
        Inputs.time(it.lastMillis()),
        Inputs.time(it.startedAt()),
        Inputs.time(it.endedAt()));
  }
}
