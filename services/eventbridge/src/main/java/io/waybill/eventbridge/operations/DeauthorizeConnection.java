package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeauthorizeConnectionRequest;
import io.waybill.eventbridge.api.DeauthorizeConnectionResponse;
import io.waybill.eventbridge.decide.Connections;
import io.waybill.eventbridge.state.ConnectionDefinition;

/// Takes a connection's secrets from it.
final class DeauthorizeConnection
    implements Operation<DeauthorizeConnectionRequest, DeauthorizeConnectionResponse> {
  private final Connecting connecting;

  DeauthorizeConnection(Connecting connecting) {
    this.connecting = connecting;
  }

  @Override
  public void call(
      Caller caller,
      DeauthorizeConnectionRequest input,
      Answer<DeauthorizeConnectionResponse> answer) {
    connecting.decide(
        Connecting.home(caller, input.name()),
        Connections::deauthorize,
        Answers.mapped(answer, DeauthorizeConnection::output));
  }

  private static DeauthorizeConnectionResponse output(ConnectionDefinition it) {
    return new DeauthorizeConnectionResponse(
        it.arn().toString(),
        it.state(),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()),
        Inputs.time(it.authorizedAt()));
  }
}
