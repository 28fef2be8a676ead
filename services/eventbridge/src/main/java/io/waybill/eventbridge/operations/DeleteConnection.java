package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeleteConnectionRequest;
import io.waybill.eventbridge.api.DeleteConnectionResponse;
import io.waybill.eventbridge.decide.Connections;
import io.waybill.eventbridge.state.ConnectionDefinition;

/// Deletes a connection.
final class DeleteConnection
    implements Operation<DeleteConnectionRequest, DeleteConnectionResponse> {
  private final Connecting connecting;

  DeleteConnection(Connecting connecting) {
    this.connecting = connecting;
  }

  @Override
  public void call(
      Caller caller, DeleteConnectionRequest input, Answer<DeleteConnectionResponse> answer) {
    connecting.decide(
        Connecting.home(caller, input.name()),
        Connections::delete,
        Answers.mapped(answer, DeleteConnection::output));
  }

  private static DeleteConnectionResponse output(ConnectionDefinition it) {
    return new DeleteConnectionResponse(
        it.arn().toString(),
        it.state(),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()),
        Inputs.time(it.authorizedAt()));
  }
}
