package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DescribePartnerEventSourceRequest;
import io.waybill.eventbridge.api.DescribePartnerEventSourceResponse;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.SourceDefinition;

/// Tells a partner of an event source that it offers.
final class DescribePartnerEventSource
    implements Operation<DescribePartnerEventSourceRequest, DescribePartnerEventSourceResponse> {
  private final Sourcing sourcing;

  DescribePartnerEventSource(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(
      Caller caller,
      DescribePartnerEventSourceRequest input,
      Answer<DescribePartnerEventSourceResponse> answer) {
    String name = Inputs.text(input.name());
    SourceDefinition source =
        sourcing.offered(caller, name).stream()
            .findFirst()
            .orElseThrow(() -> Refusals.notFound("Event source " + name));
    answer.succeed(
        new DescribePartnerEventSourceResponse(
            Sourcing.own(caller, source.name()).toString(), source.name()));
  }
}
