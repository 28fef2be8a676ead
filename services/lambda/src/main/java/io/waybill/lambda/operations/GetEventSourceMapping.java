package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.GetEventSourceMappingRequest;

/// Shows an event source mapping.
record GetEventSourceMapping(Mappings mappings)
    implements Operation<GetEventSourceMappingRequest, EventSourceMappingConfiguration> {
  @Override
  public void call(
      Caller caller,
      GetEventSourceMappingRequest input,
      Answer<EventSourceMappingConfiguration> answer) {
    answer.succeed(mappings.told(mappings.find(input.uuid(), caller)));
  }
}
