package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.DeleteFunctionEventInvokeConfigRequest;
import io.waybill.lambda.api.DestinationConfig;
import io.waybill.lambda.api.FunctionEventInvokeConfig;
import io.waybill.lambda.api.GetFunctionEventInvokeConfigRequest;
import io.waybill.lambda.api.ListFunctionEventInvokeConfigsRequest;
import io.waybill.lambda.api.ListFunctionEventInvokeConfigsResponse;
import io.waybill.lambda.api.OnFailure;
import io.waybill.lambda.api.OnSuccess;
import io.waybill.lambda.api.PutFunctionEventInvokeConfigRequest;
import io.waybill.lambda.api.UpdateFunctionEventInvokeConfigRequest;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Unit;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How often and how long asynchronous events are tried, and where their ends are told.
record EventInvokeConfigs(Access access, DestinationRules rules) {
  void put(
      Caller caller,
      PutFunctionEventInvokeConfigRequest input,
      Answer<FunctionEventInvokeConfig> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    if (input.maximumRetryAttempts() == null
        && input.maximumEventAgeInSeconds() == null
        && input.destinationConfig() == null) {
      throw nothingSaid();
    }
    FunctionEventInvokeConfig asked =
        new FunctionEventInvokeConfig(
            null,
            null,
            input.maximumRetryAttempts(),
            input.maximumEventAgeInSeconds(),
            input.destinationConfig());
    meant(access.catalog().find(name.arn()), name);
    rules.checked(
        input.destinationConfig(),
        name.arn(),
        caller,
        answer,
        () ->
            access.inHome(
                name.arn(), step -> store(function(name, step), name, asked, step), answer));
  }

  void update(
      Caller caller,
      UpdateFunctionEventInvokeConfigRequest input,
      Answer<FunctionEventInvokeConfig> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    if (input.maximumRetryAttempts() == null
        && input.maximumEventAgeInSeconds() == null
        && input.destinationConfig() == null) {
      throw nothingSaid();
    }
    find(meant(access.catalog().find(name.arn()), name), name);
    rules.checked(
        input.destinationConfig(),
        name.arn(),
        caller,
        answer,
        () -> access.inHome(name.arn(), step -> update(name, input, step), answer));
  }

  private static FunctionEventInvokeConfig update(
      FunctionName name, UpdateFunctionEventInvokeConfigRequest input, Step step) {
    Resource function = function(name, step);
    FunctionEventInvokeConfig.Builder after = find(function, name).toBuilder();
    if (input.maximumRetryAttempts() != null) {
      after.maximumRetryAttempts(input.maximumRetryAttempts());
    }
    if (input.maximumEventAgeInSeconds() != null) {
      after.maximumEventAgeInSeconds(input.maximumEventAgeInSeconds());
    }
    if (input.destinationConfig() != null) {
      after.destinationConfig(input.destinationConfig());
    }
    return store(function, name, after.build(), step);
  }

  private static FunctionEventInvokeConfig store(
      Resource function, FunctionName name, FunctionEventInvokeConfig asked, Step step) {
    FunctionEventInvokeConfig made =
        asked.toBuilder()
            .functionArn(function.arn() + ":" + name.version())
            .lastModified(Instant.ofEpochMilli(step.now()))
            .destinationConfig(whole(asked.destinationConfig()))
            .build();
    step.resources()
        .put(function.with(Kind.EVENT_INVOKE, name.version(), made), step.transaction());
    return made;
  }

  /// AWS (recorded): both are told, the one that is not set as an empty object.
  private static DestinationConfig whole(@Nullable DestinationConfig asked) {
    DestinationConfig.Builder all = asked == null ? DestinationConfig.builder() : asked.toBuilder();
    if (asked == null || asked.onSuccess() == null) {
      all.onSuccess(OnSuccess.builder().build());
    }
    if (asked == null || asked.onFailure() == null) {
      all.onFailure(OnFailure.builder().build());
    }
    return all.build();
  }

  void get(
      Caller caller,
      GetFunctionEventInvokeConfigRequest input,
      Answer<FunctionEventInvokeConfig> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    Resource function = access.catalog().find(name.arn()).orElseThrow(() -> missing(name));
    answer.succeed(find(function, name));
  }

  void delete(Caller caller, DeleteFunctionEventInvokeConfigRequest input, Answer<Unit> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    access.inHome(
        name.arn(),
        step -> {
          Resource function =
              step.resources().find(name.arn()).orElseThrow(EventInvokeConfigs::noFunction);
          find(function, name);
          step.resources()
              .put(function.without(Kind.EVENT_INVOKE, name.version()), step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void list(
      Caller caller,
      ListFunctionEventInvokeConfigsRequest input,
      Answer<ListFunctionEventInvokeConfigsResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    var page =
        Inputs.page(
            "ListFunctionEventInvokeConfigs",
            access
                .catalog()
                .find(name.arn())
                .orElseThrow(EventInvokeConfigs::noFunction)
                .all(Kind.EVENT_INVOKE),
            input.marker(),
            input.maxItems());
    answer.succeed(new ListFunctionEventInvokeConfigsResponse(page.values(), page.next()));
  }

  private static FunctionEventInvokeConfig find(Resource function, FunctionName name) {
    return function.get(Kind.EVENT_INVOKE, name.version()).orElseThrow(() -> missing(name));
  }

  private static RuntimeException missing(FunctionName name) {
    return Refusals.notFound(
        "The function %s:%s doesn't have an EventInvokeConfig"
            .formatted(name.arn(), name.version()));
  }

  private static Resource function(FunctionName name, Step step) {
    return meant(step.resources().find(name.arn()), name);
  }

  /// The function, if it has the version or alias that `name` means.
  private static Resource meant(Optional<Resource> found, FunctionName name) {
    Resource function = found.orElseThrow(EventInvokeConfigs::noFunction);
    String qualifier = name.version();
    boolean there =
        FunctionName.isVersion(qualifier)
            ? function.get(Kind.VERSION, qualifier).isPresent()
            : function.get(Kind.ALIAS, qualifier).isPresent();
    if (!there) {
      throw noFunction();
    }
    return function;
  }

  private static RuntimeException noFunction() {
    return Refusals.notFound("The function doesn't exist.");
  }

  private static RuntimeException nothingSaid() {
    return Refusals.invalid(
        "You must specify at least one of error handling or destination setting.");
  }
}
