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
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;

/// Creates a function: its package is on disk before the commit that names it.
final class CreateFunction implements Operation<CreateFunctionRequest, FunctionConfiguration> {
  private final Access access;

  CreateFunction(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, CreateFunctionRequest input, Answer<FunctionConfiguration> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    FunctionConfiguration asked =
        Configurations.of(
            name.arn(), input, Layers.resolved(access.catalog(), name.arn(), input.layers()));
    Layers.requireHost(access.runner(), asked.runtime());
    FunctionCode source = input.code();
    if (source == null) {
      throw Refusals.invalid("Please provide a source for function code.");
    }
    if (access.catalog().find(name.arn()).isPresent()) {
      throw exists(name);
    }
    access.aside(
        answer,
        () -> {
          Code code = Code.take(access, source);
          access.inHome(
              name.arn(),
              step -> create(name, input, asked, code, step),
              new Releasing<>(answer, () -> code.unpin(access)));
        });
  }

  private static io.waybill.shapes.Refusal exists(FunctionName name) {
    return Refusals.conflict("Function already exist: " + name.name());
  }

  private static FunctionConfiguration create(
      FunctionName name,
      CreateFunctionRequest input,
      FunctionConfiguration asked,
      Code code,
      Step step) {
    if (step.resources().find(name.arn()).isPresent()) {
      throw exists(name);
    }
    FunctionConfiguration latest =
        code.into(asked.toBuilder())
            .lastModified(Configurations.time(step.now()))
            .revisionId(step.stamp().uuid().toString())
            .state("Active")
            .lastUpdateStatus("Successful")
            .build();
    Resource function =
        code.into(
            step.resources()
                .fresh(name.arn(), step.transaction())
                .with(Kind.VERSION, FunctionName.LATEST, latest),
            FunctionName.LATEST);
    if (input.tags() != null && !input.tags().isEmpty()) {
      function = function.with(Kind.TAGS, new ListTagsResponse(input.tags()));
    }
    FunctionConfiguration told = latest;
    if (Boolean.TRUE.equals(input.publish())) {
      Versions.Published published = Versions.publish(function, null, step);
      function = published.function();
      told = published.version();
    }
    step.resources().put(function, step.transaction());
    return Versions.pending(told);
  }
}
