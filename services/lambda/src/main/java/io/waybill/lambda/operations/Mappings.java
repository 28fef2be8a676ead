package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.mapping.MappingRules;
import io.waybill.lambda.mapping.Pollers;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Refusal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What operations on event source mappings share. All mappings of a source live in the source's
/// partition, so that two equal ones can't be made at once.
record Mappings(Access access, Pollers pollers, ServiceCalls calls) {
  static final String PREFIX = "event-source-mapping:";

  /// AWS: the reason that mappings of queues tell.
  static final String REASON = "USER_INITIATED";

  private static final int TIMEOUT_DEFAULT = 3;

  static Arn arn(String uuid, Caller caller) {
    return Arn.of("lambda", caller.region(), caller.account(), PREFIX + uuid);
  }

  static Refusal missing() {
    return Refusals.notFound("The resource you requested does not exist.");
  }

  /// The mapping `uuid` of the caller, as the latest commit left it.
  Resource find(@Nullable String uuid, Caller caller) {
    return access.catalog().find(arn(Inputs.text(uuid), caller)).orElseThrow(Mappings::missing);
  }

  static EventSourceMappingConfiguration of(Resource resource) {
    return resource
        .get(Kind.MAPPING)
        .map(each -> each.toBuilder().eventSourceMappingArn(resource.arn().toString()).build())
        .orElseThrow(() -> new IllegalStateException(resource.arn() + " has no mapping"));
  }

  /// The mapping with what its poller says now.
  EventSourceMappingConfiguration told(Resource resource) {
    String problem = pollers.problem(resource.arn());
    EventSourceMappingConfiguration stored = of(resource);
    return problem.isEmpty() ? stored : stored.toBuilder().lastProcessingResult(problem).build();
  }

  static Arn sourceOf(EventSourceMappingConfiguration mapping) {
    return Arn.parse(Inputs.text(mapping.eventSourceArn())).orElseThrow(Mappings::missing);
  }

  /// The function that a mapping shall call. Refuses one that is not there.
  FunctionName function(@Nullable String name, Caller caller) {
    FunctionName function = FunctionName.parse(name, null, caller);
    timeout(function);
    return function;
  }

  private int timeout(FunctionName function) {
    try {
      FunctionConfiguration configuration = GetFunctionConfiguration.of(access, function);
      return Inputs.or(configuration.timeout(), TIMEOUT_DEFAULT);
    } catch (Refusal absent) {
      throw Refusals.invalid("Function does not exist");
    }
  }

  /// Runs `then` if the queue holds messages back for as long as `function` may run.
  void checked(Arn queue, FunctionName function, Answer<?> answer, Runnable then) {
    MappingRules.requireVisibility(
        calls, queue, function.arn().toString(), timeout(function), answer, then);
  }

  /// Another mapping between the same source and function.
  static Optional<EventSourceMappingConfiguration> twin(
      EventSourceMappingConfiguration mapping, Step step) {
    return step.resources().all().stream()
        .flatMap(each -> each.get(Kind.MAPPING).stream())
        .filter(each -> !Objects.equals(each.uuid(), mapping.uuid()))
        .filter(each -> Objects.equals(each.eventSourceArn(), mapping.eventSourceArn()))
        .filter(each -> Objects.equals(each.functionArn(), mapping.functionArn()))
        .findFirst();
  }

  /// Refuses a mapping where there is one between the same source and function.
  static void requireOnly(EventSourceMappingConfiguration mapping, Step step) {
    twin(mapping, step)
        .ifPresent(twin -> {
          String function =
              FunctionName.ofArn(Inputs.text(twin.functionArn()))
                  .map(FunctionName::name)
                  .orElse("");
          throw Refusals.conflict(
              "An event source mapping with SQS arn (\" %s \") and function (\" %s \") already exists. Please update or delete the existing mapping with UUID %s"
                  .formatted(twin.eventSourceArn(), function, twin.uuid()));
        });
  }

  /// Stores a mapping; its poller follows when that is durable.
  void put(Resource after, Step step) {
    step.resources().put(after, step.transaction());
    step.transaction().afterCommit(() -> pollers.follow(after));
  }
}
