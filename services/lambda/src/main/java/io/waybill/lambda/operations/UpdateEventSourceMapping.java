package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.FilterCriteria;
import io.waybill.lambda.api.ProvisionedPollerConfig;
import io.waybill.lambda.api.ScalingConfig;
import io.waybill.lambda.api.UpdateEventSourceMappingRequest;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.mapping.MappingRules;
import io.waybill.lambda.mapping.OnlyStreams;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Changes what is given of an event source mapping. Batches under way end as they began.
record UpdateEventSourceMapping(Mappings mappings)
    implements Operation<UpdateEventSourceMappingRequest, EventSourceMappingConfiguration> {
  @Override
  public void call(
      Caller caller,
      UpdateEventSourceMappingRequest input,
      Answer<EventSourceMappingConfiguration> answer) {
    Resource found = mappings.find(input.uuid(), caller);
    EventSourceMappingConfiguration before = Mappings.of(found);
    OnlyStreams.refuse(input);
    Optional<FunctionName> function =
        Optional.ofNullable(input.functionName()).map(name -> mappings.function(name, caller));
    MappingRules.check(changed(before, input, function));
    Runnable decide =
        () ->
            mappings
                .access()
                .inHome(
                    Mappings.sourceOf(before),
                    step -> update(found, input, function, step),
                    answer);
    function.ifPresentOrElse(
        name -> mappings.checked(Mappings.sourceOf(before), name, answer, decide), decide);
  }

  private EventSourceMappingConfiguration update(
      Resource found,
      UpdateEventSourceMappingRequest input,
      Optional<FunctionName> function,
      Step step) {
    Resource resource = step.resources().find(found.arn()).orElseThrow(Mappings::missing);
    EventSourceMappingConfiguration before = Mappings.of(resource);
    EventSourceMappingConfiguration after =
        changed(before, input, function).toBuilder()
            .lastModified(Instant.ofEpochMilli(step.now()))
            .build();
    MappingRules.check(after);
    Mappings.requireOnly(after, step);
    mappings.put(resource.with(Kind.MAPPING, after), step);
    return after.toBuilder().state(transition(before, after)).build();
  }

  private static String transition(
      EventSourceMappingConfiguration before, EventSourceMappingConfiguration after) {
    if (Objects.equals(before.state(), after.state())) {
      return "Updating";
    }
    return "Enabled".equals(after.state()) ? "Enabling" : "Disabling";
  }

  private static EventSourceMappingConfiguration changed(
      EventSourceMappingConfiguration before,
      UpdateEventSourceMappingRequest input,
      Optional<FunctionName> function) {
    EventSourceMappingConfiguration.Builder after = before.toBuilder();
    function.ifPresent(name -> after.functionArn(name.qualified()));
    if (input.enabled() != null) {
      after.state(input.enabled() ? "Enabled" : "Disabled");
    }
    if (input.batchSize() != null) {
      after.batchSize(input.batchSize());
    }
    if (input.maximumBatchingWindowInSeconds() != null) {
      after.maximumBatchingWindowInSeconds(input.maximumBatchingWindowInSeconds());
    }
    if (input.functionResponseTypes() != null) {
      after.functionResponseTypes(input.functionResponseTypes());
    }
    FilterCriteria filters = input.filterCriteria();
    if (filters != null) {
      // AWS: an empty object takes the filters away.
      after.filterCriteria(Inputs.list(filters.filters()).isEmpty() ? null : filters);
    }
    ScalingConfig scaling = input.scalingConfig();
    if (scaling != null) {
      after.scalingConfig(scaling.maximumConcurrency() == null ? null : scaling);
    }
    ProvisionedPollerConfig pollers = input.provisionedPollerConfig();
    if (pollers != null) {
      boolean none = pollers.minimumPollers() == null && pollers.maximumPollers() == null;
      after.provisionedPollerConfig(none ? null : pollers);
    }
    if (input.metricsConfig() != null) {
      after.metricsConfig(
          Inputs.list(input.metricsConfig().metrics()).isEmpty() ? null : input.metricsConfig());
    }
    if (input.kmsKeyArn() != null) {
      after.kmsKeyArn(input.kmsKeyArn().isEmpty() ? null : input.kmsKeyArn());
    }
    return after.build();
  }
}
