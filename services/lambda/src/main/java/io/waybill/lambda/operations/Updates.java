package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.FunctionCode;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.Layer;
import io.waybill.lambda.api.UpdateFunctionCodeRequest;
import io.waybill.lambda.api.UpdateFunctionConfigurationRequest;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.invoke.Deployments;
import io.waybill.lambda.invoke.Target;
import io.waybill.lambda.model.Configurations;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Settling;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes of what `$LATEST` is: its code, its configuration.
record Updates(Access access, DeadLetterRules deadLetters) {
  void code(Caller caller, UpdateFunctionCodeRequest input, Answer<FunctionConfiguration> answer) {
    FunctionName name = FunctionName.toChange(input.functionName(), caller);
    Versions.requireRevision(
        input.revisionId(), Versions.latest(access.function(name), access.now()));
    FunctionCode source =
        FunctionCode.builder()
            .zipFile(input.zipFile())
            .s3Bucket(input.s3Bucket())
            .s3Key(input.s3Key())
            .imageUri(input.imageUri())
            .build();
    access.aside(
        answer,
        () -> {
          Code code = Code.take(access, source, "UpdateFunctionCode");
          access.change(
              name,
              (function, step) -> changed(function, input, code, step),
              new Releasing<>(answer, () -> code.unpin(access)));
        });
  }

  private FunctionConfiguration changed(
      Resource function, UpdateFunctionCodeRequest input, Code code, Step step) {
    FunctionConfiguration before = changeable(function, input.revisionId(), step);
    FunctionConfiguration.Builder after = code.into(before.toBuilder());
    if (input.architectures() != null) {
      after.architectures(input.architectures());
    }
    if (Boolean.TRUE.equals(input.dryRun())) {
      return after.build();
    }
    return stored(
        code.into(function, FunctionName.LATEST),
        after,
        Boolean.TRUE.equals(input.publish()),
        step);
  }

  void configuration(
      Caller caller,
      UpdateFunctionConfigurationRequest input,
      Answer<FunctionConfiguration> answer) {
    FunctionName name = FunctionName.toChange(input.functionName(), caller);
    Resource _ = access.function(name);
    access.requireRuntime(input.runtime());
    List<Layer> layers =
        input.layers() == null
            ? null
            : Layers.resolved(access.catalog(), name.arn(), input.layers());
    Access.Change<FunctionConfiguration> change =
        (function, step) -> {
          FunctionConfiguration before = changeable(function, input.revisionId(), step);
          FunctionConfiguration after = Configurations.changed(name.arn(), before, input, layers);
          return stored(function, after.toBuilder(), false, step);
        };
    deadLetters.checked(
        input.deadLetterConfig(),
        name.arn(),
        caller,
        answer,
        () -> access.change(name, change, answer));
  }

  private static FunctionConfiguration changeable(
      Resource function, @Nullable String revision, Step step) {
    FunctionConfiguration latest = Versions.latest(function, step.now());
    Versions.requireSettled(latest, function);
    Versions.requireRevision(revision, latest);
    return latest;
  }

  private FunctionConfiguration stored(
      Resource function, FunctionConfiguration.Builder after, boolean publish, Step step) {
    FunctionConfiguration latest =
        Settling.inProgress(
            after
                .lastModified(Configurations.time(step.now()))
                .revisionId(step.stamp().uuid().toString())
                .build());
    Resource changed = Versions.withLatest(function, access.begun(latest));
    FunctionConfiguration told = latest;
    if (publish) {
      Versions.Published published =
          Versions.publish(changed, Settling.pending(latest), null, step);
      told = published.version();
      changed =
          published
              .function()
              .with(Kind.VERSION, String.valueOf(told.version()), access.begun(told));
    }
    step.resources().put(changed, step.transaction());
    String replaced =
        Deployments.id(new Target(function, FunctionName.LATEST, Versions.latest(function)));
    step.transaction().afterCommit(() -> access.runner().retire(replaced));
    return told;
  }
}
