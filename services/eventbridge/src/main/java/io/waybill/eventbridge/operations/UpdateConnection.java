package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.UpdateConnectionAuthRequestParameters;
import io.waybill.eventbridge.api.UpdateConnectionRequest;
import io.waybill.eventbridge.api.UpdateConnectionResponse;
import io.waybill.eventbridge.decide.Connections;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.shapes.Document;
import io.waybill.shapes.DocumentWriter;

/// Changes a connection; what is not given stays.
final class UpdateConnection
    implements Operation<UpdateConnectionRequest, UpdateConnectionResponse> {
  private final Connecting connecting;

  UpdateConnection(Connecting connecting) {
    this.connecting = connecting;
  }

  @Override
  public void call(
      Caller caller, UpdateConnectionRequest input, Answer<UpdateConnectionResponse> answer) {
    UpdateConnectionAuthRequestParameters given = input.authParameters();
    Document.Struct auth = given == null ? null : DocumentWriter.of(given);
    connecting.decideAndAuthorize(
        Connecting.home(caller, input.name()),
        (home, step) ->
            Connections.update(home, input.description(), input.authorizationType(), auth, step),
        Answers.mapped(answer, UpdateConnection::output));
  }

  private static UpdateConnectionResponse output(ConnectionDefinition it) {
    return new UpdateConnectionResponse(
        it.arn().toString(),
        it.state(),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()),
        Inputs.time(it.authorizedAt()));
  }
}
