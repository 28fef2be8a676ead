package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.CreateEventSourceMappingRequest;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.mapping.MappingRules;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import java.time.Instant;

/// Creates an event source mapping, which begins at once unless it is not enabled.
final class CreateEventSourceMapping
    implements Operation<CreateEventSourceMappingRequest, EventSourceMappingConfiguration> {
  private static final int BATCH_DEFAULT = 10;

  private final Mappings mappings;

  CreateEventSourceMapping(Mappings mappings) {
    this.mappings = mappings;
  }

  @Override
  public void call(
      Caller caller,
      CreateEventSourceMappingRequest input,
      Answer<EventSourceMappingConfiguration> answer) {
    Arn source = MappingRules.source(input.eventSourceArn(), caller);
    if (input.destinationConfig() != null) {
      throw Refusals.invalid(
          "Unsupported DestinationConfig parameter for given event source mapping type.");
    }
    if (input.startingPosition() != null) {
      throw Refusals.invalid("StartingPosition is not valid for SQS event sources.");
    }
    FunctionName function = mappings.function(input.functionName(), caller);
    EventSourceMappingConfiguration asked = asked(input, source, function);
    MappingRules.check(asked);
    mappings.checked(
        source,
        function,
        answer,
        () -> mappings.access().inHome(source, step -> create(asked, caller, step), answer));
  }

  private static EventSourceMappingConfiguration asked(
      CreateEventSourceMappingRequest input, Arn source, FunctionName function) {
    return EventSourceMappingConfiguration.builder()
        .eventSourceArn(source.toString())
        .functionArn(function.qualified())
        .batchSize(Inputs.or(input.batchSize(), BATCH_DEFAULT))
        .maximumBatchingWindowInSeconds(Inputs.or(input.maximumBatchingWindowInSeconds(), 0))
        .filterCriteria(input.filterCriteria())
        .scalingConfig(input.scalingConfig())
        .functionResponseTypes(Inputs.list(input.functionResponseTypes()))
        .state(Inputs.or(input.enabled(), true) ? "Enabled" : "Disabled")
        .stateTransitionReason(Mappings.REASON)
        .build();
  }

  private EventSourceMappingConfiguration create(
      EventSourceMappingConfiguration asked, Caller caller, Step step) {
    Mappings.requireOnly(asked, step);
    String uuid = step.stamp().uuid().toString();
    EventSourceMappingConfiguration made =
        asked.toBuilder().uuid(uuid).lastModified(Instant.ofEpochMilli(step.now())).build();
    var fresh = step.resources().fresh(Mappings.arn(uuid, caller), step.transaction());
    mappings.put(fresh.with(Kind.MAPPING, made), step);
    return made.toBuilder().state("Creating").build();
  }
}
