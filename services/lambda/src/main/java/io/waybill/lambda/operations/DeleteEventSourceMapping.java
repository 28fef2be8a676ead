package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.DeleteEventSourceMappingRequest;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.state.Resource;

/// Deletes an event source mapping. Batches under way still end.
record DeleteEventSourceMapping(Mappings mappings)
    implements Operation<DeleteEventSourceMappingRequest, EventSourceMappingConfiguration> {
  @Override
  public void call(
      Caller caller,
      DeleteEventSourceMappingRequest input,
      Answer<EventSourceMappingConfiguration> answer) {
    Resource found = mappings.find(input.uuid(), caller);
    mappings
        .access()
        .inHome(Mappings.sourceOf(Mappings.of(found)), step -> delete(found.arn(), step), answer);
  }

  private EventSourceMappingConfiguration delete(Arn arn, Step step) {
    Resource resource = step.resources().find(arn).orElseThrow(Mappings::missing);
    step.resources().delete(resource, step.transaction());
    step.transaction().afterCommit(() -> mappings.pollers().forget(arn));
    return Mappings.of(resource).toBuilder().state("Deleting").build();
  }
}
