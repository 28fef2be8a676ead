package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.CreateConnectionAuthRequestParameters;
import io.waybill.eventbridge.api.CreateConnectionRequest;
import io.waybill.eventbridge.api.CreateConnectionResponse;
import io.waybill.eventbridge.decide.Connections;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.shapes.Document;
import io.waybill.shapes.DocumentWriter;
import java.util.Map;

/// Creates a connection.
final class CreateConnection
    implements Operation<CreateConnectionRequest, CreateConnectionResponse> {
  private final Connecting connecting;

  CreateConnection(Connecting connecting) {
    this.connecting = connecting;
  }

  @Override
  public void call(
      Caller caller, CreateConnectionRequest input, Answer<CreateConnectionResponse> answer) {
    String type = Inputs.text(input.authorizationType());
    String description = Inputs.text(input.description());
    CreateConnectionAuthRequestParameters given = input.authParameters();
    Document.Struct auth =
        ConnectionRules.checked(
            type, given == null ? new Document.Struct(Map.of()) : DocumentWriter.of(given));
    connecting.decideAndAuthorize(
        Connecting.home(caller, input.name()),
        (home, step) -> Connections.create(home, description, type, auth, step),
        Answers.mapped(answer, CreateConnection::output));
  }

  private static CreateConnectionResponse output(ConnectionDefinition it) {
    return new CreateConnectionResponse(
        it.arn().toString(), it.state(), Inputs.time(it.createdAt()), Inputs.time(it.modifiedAt()));
  }
}
