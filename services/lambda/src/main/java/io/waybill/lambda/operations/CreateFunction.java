package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.CreateFunctionRequest;
import io.waybill.lambda.api.FunctionCode;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.ListTagsResponse;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.Configurations;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.model.Settling;
import io.waybill.lambda.model.Tags;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.Map;

/// Creates a function: its package is on disk before the commit that names it.
final class CreateFunction implements Operation<CreateFunctionRequest, FunctionConfiguration> {
  private final Access access;
  private final DeadLetterRules deadLetters;

  CreateFunction(Access access, DeadLetterRules deadLetters) {
    this.access = access;
    this.deadLetters = deadLetters;
  }

  @Override
  public void call(
      Caller caller, CreateFunctionRequest input, Answer<FunctionConfiguration> answer) {
    FunctionName name = FunctionName.toMake(input.functionName(), caller);
    FunctionConfiguration asked =
        Configurations.of(
            name.arn(), input, Layers.resolved(access.catalog(), name.arn(), input.layers()));
    access.requireRuntime(asked.runtime());
    Tags.forNew(Inputs.map(input.tags()));
    FunctionCode source = input.code();
    if (source == null) {
      throw Refusals.invalid("Please provide a source for function code.");
    }
    if (access.catalog().find(name.arn()).isPresent()) {
      throw exists(name);
    }
    Runnable make =
        () -> {
          Code code = Code.take(access, source, "CreateFunction");
          access.inHome(
              name.arn(),
              step -> create(name, input, asked, code, step),
              new Releasing<>(answer, () -> code.unpin(access)));
        };
    deadLetters.checked(
        input.deadLetterConfig(), name.arn(), caller, answer, () -> access.aside(answer, make));
  }

  private static io.waybill.shapes.Refusal exists(FunctionName name) {
    return Refusals.conflict("Function already exist: " + name.name());
  }

  private FunctionConfiguration create(
      FunctionName name,
      CreateFunctionRequest input,
      FunctionConfiguration asked,
      Code code,
      Step step) {
    if (step.resources().find(name.arn()).isPresent()) {
      throw exists(name);
    }
    FunctionConfiguration latest =
        Settling.pending(
            code.into(asked.toBuilder())
                .lastModified(Configurations.time(step.now()))
                .revisionId(step.stamp().uuid().toString())
                .build());
    Resource function =
        code.into(
            step.resources()
                .fresh(name.arn(), step.transaction())
                .with(Kind.VERSION, FunctionName.LATEST, access.begun(latest)),
            FunctionName.LATEST);
    Map<String, String> tags = Inputs.map(input.tags());
    if (!tags.isEmpty()) {
      function = function.with(Kind.TAGS, new ListTagsResponse(tags));
    }
    FunctionConfiguration told = latest;
    if (Boolean.TRUE.equals(input.publish())) {
      Versions.Published published = Versions.publish(function, latest, null, step);
      FunctionConfiguration version = published.version();
      function =
          published
              .function()
              .with(Kind.VERSION, String.valueOf(version.version()), access.begun(version));
      // AWS (recorded): the version's number, but the function's ARN.
      told = Versions.named(version, name);
    }
    step.resources().put(function, step.transaction());
    return told;
  }
}
