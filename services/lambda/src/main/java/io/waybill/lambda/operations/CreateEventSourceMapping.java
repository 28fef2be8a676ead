package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.CreateEventSourceMappingRequest;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.ListTagsResponse;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.mapping.MappingRules;
import io.waybill.lambda.mapping.OnlyStreams;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Tags;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.time.Instant;
import java.util.Map;

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
    Arn source = MappingRules.source(input.eventSourceArn(), input.startingPosition(), caller);
    OnlyStreams.refuse(input);
    Map<String, String> tags = Tags.forNew(Inputs.map(input.tags()));
    FunctionName function = mappings.function(input.functionName(), caller);
    EventSourceMappingConfiguration asked = asked(input, source, function);
    MappingRules.check(asked);
    mappings.checked(
        source,
        function,
        answer,
        () -> mappings.access().inHome(source, step -> create(asked, tags, caller, step), answer));
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
        .provisionedPollerConfig(input.provisionedPollerConfig())
        .metricsConfig(input.metricsConfig())
        .kmsKeyArn(input.kmsKeyArn())
        .functionResponseTypes(Inputs.list(input.functionResponseTypes()))
        .state(Inputs.or(input.enabled(), true) ? "Enabled" : "Disabled")
        .stateTransitionReason(Mappings.REASON)
        .build();
  }

  private EventSourceMappingConfiguration create(
      EventSourceMappingConfiguration asked, Map<String, String> tags, Caller caller, Step step) {
    Mappings.requireOnly(asked, step);
    String uuid = step.stamp().uuid().toString();
    Arn arn = Mappings.arn(uuid, caller);
    EventSourceMappingConfiguration made =
        asked.toBuilder()
            .uuid(uuid)
            .eventSourceMappingArn(arn.toString())
            .lastModified(Instant.ofEpochMilli(step.now()))
            .build();
    Resource mapping = step.resources().fresh(arn, step.transaction()).with(Kind.MAPPING, made);
    mappings.put(
        tags.isEmpty() ? mapping : mapping.with(Kind.TAGS, new ListTagsResponse(tags)), step);
    // AWS (recorded): one that is made disabled is so at once.
    return "Enabled".equals(made.state()) ? made.toBuilder().state("Creating").build() : made;
  }
}
