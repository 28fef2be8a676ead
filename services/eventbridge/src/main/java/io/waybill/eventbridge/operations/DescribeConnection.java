package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ConnectionAuthResponseParameters;
import io.waybill.eventbridge.api.DescribeConnectionRequest;
import io.waybill.eventbridge.api.DescribeConnectionResponse;
import io.waybill.eventbridge.decide.Connections;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.shapes.DocumentReader;

/// Tells of one connection, but for its secrets.
final class DescribeConnection
    implements Operation<DescribeConnectionRequest, DescribeConnectionResponse> {
  private final Connecting connecting;

  DescribeConnection(Connecting connecting) {
    this.connecting = connecting;
  }

  @Override
  public void call(
      Caller caller, DescribeConnectionRequest input, Answer<DescribeConnectionResponse> answer) {
    connecting.decide(
        Connecting.home(caller, input.name()),
        Connections::named,
        Answers.mapped(answer, DescribeConnection::output));
  }

  private static DescribeConnectionResponse output(ConnectionDefinition it) {
    return new DescribeConnectionResponse(
        it.arn().toString(),
        it.name(),
        Inputs.orAbsent(it.description()),
        it.state(),
        Inputs.orAbsent(it.stateReason()),
        it.type(),
        it.secretArn(),
        ConnectionAuthResponseParameters.read(new DocumentReader(ConnectionRules.shown(it.auth()))),
        Inputs.time(it.createdAt()),
        Inputs.time(it.modifiedAt()),
        Inputs.time(it.authorizedAt()));
  }
}
