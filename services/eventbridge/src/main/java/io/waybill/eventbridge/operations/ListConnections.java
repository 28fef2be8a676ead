package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.Connection;
import io.waybill.eventbridge.api.ListConnectionsRequest;
import io.waybill.eventbridge.api.ListConnectionsResponse;
import io.waybill.eventbridge.state.ConnectionDefinition;

/// Lists the caller's connections by name.
final class ListConnections implements Operation<ListConnectionsRequest, ListConnectionsResponse> {
  private static final String LIST = "ListConnections";

  private final Bridging bridging;

  ListConnections(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, ListConnectionsRequest input, Answer<ListConnectionsResponse> answer) {
    String state = Inputs.text(input.connectionState());
    Page<ConnectionDefinition> page =
        new Listing(LIST, caller, input.namePrefix(), input.nextToken(), input.limit())
            .of(
                bridging.catalog().connections(),
                each -> state.isEmpty() || each.state().equals(state),
                ConnectionDefinition::name);
    answer.succeed(
        new ListConnectionsResponse(
            page.entries().stream().map(ListConnections::line).toList(), page.token()));
  }

  private static Connection line(ConnectionDefinition it) {
    return new Connection(
        it.arn().toString(),
        it.name(),
        it.state(),
        Inputs.orAbsent(it.stateReason()),
        it.type(),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()),
        Inputs.time(it.authorizedAt()));
  }
}
