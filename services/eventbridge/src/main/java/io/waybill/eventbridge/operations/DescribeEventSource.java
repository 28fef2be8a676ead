package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DescribeEventSourceRequest;
import io.waybill.eventbridge.api.DescribeEventSourceResponse;
import io.waybill.eventbridge.decide.Sources;
import io.waybill.eventbridge.state.SourceDefinition;

/// Tells of an event source that a partner offers to the caller.
final class DescribeEventSource
    implements Operation<DescribeEventSourceRequest, DescribeEventSourceResponse> {
  private final Sourcing sourcing;

  DescribeEventSource(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(
      Caller caller, DescribeEventSourceRequest input, Answer<DescribeEventSourceResponse> answer) {
    sourcing.decide(
        Sourcing.own(caller, input.name()),
        Sources::named,
        Answers.mapped(answer, DescribeEventSource::output));
  }

  private static DescribeEventSourceResponse output(SourceDefinition it) {
    return new DescribeEventSourceResponse(
        it.arn().toString(),
        it.partner(),
        Inputs.time(it.createdAt()),
        Inputs.time(it.expiresAt()),
        it.name(),
        it.state());
  }
}
