package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.core.MovableTime;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.gateway.Answer;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.code.Packages;
import io.waybill.lambda.decide.InHome;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.invoke.Functions;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.HostRules;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.model.Runtimes;
import io.waybill.lambda.model.Settling;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.LambdaProgram;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Refusal;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What operations reach functions through.
///
/// @param workers runs what may block: reading and writing packages
/// @param time the server's clock, for what is read without a decision
/// @param host what functions may ask of the host
/// @param admissions asks the policies of functions
public record Access(
    Engine engine,
    LambdaProgram program,
    Functions functions,
    Packages packages,
    FunctionRunner runner,
    Executor workers,
    TimeSource time,
    HostRules host,
    Admissions admissions) {
  /// Decides about a resource that is there.
  @FunctionalInterface
  interface Change<R> {
    R decide(Resource resource, Step step);
  }

  /// Decides in the partition of `arn`, whether there is such a thing or not.
  <R> void inHome(Arn arn, InHome.Matter<R> matter, Answer<R> answer) {
    engine.submit(engine.home(arn.toString()), program, new InHome<>(matter, answer));
  }

  /// Decides about the function `name`, or refuses where there is none.
  <R> void change(FunctionName name, Change<R> change, Answer<R> answer) {
    inHome(
        name.arn(),
        step ->
            change.decide(
                step.resources()
                    .find(name.arn())
                    .orElseThrow(() -> Refusals.functionNotFound(name.qualified())),
                step),
        answer);
  }

  /// The function `name`, as the latest commit left it.
  Resource function(FunctionName name) {
    return catalog()
        .find(name.arn())
        .orElseThrow(() -> Refusals.functionNotFound(name.qualified()));
  }

  /// Refuses a runtime that no function may have: AWS's own refusals first, then the host's.
  void requireRuntime(@Nullable String runtime) {
    if (runtime == null) {
      return;
    }
    Runtimes.require(runtime);
    if (!host.lackedRuntimes()) {
      functions
          .missing(runtime)
          .ifPresent(lack -> {
            throw Refusals.lacked(runtime, lack);
          });
    }
  }

  long now() {
    return time.millis();
  }

  /// What is stored of what has just begun. Under a clock that a test holds it would never settle,
  /// so there it is settled at once, and the caller alone is told how it began.
  FunctionConfiguration begun(FunctionConfiguration configuration) {
    boolean held = time instanceof MovableTime movable && movable.isStopped();
    return held ? Settling.settled(configuration) : configuration;
  }

  Catalog catalog() {
    return program.catalog();
  }

  /// Runs what may block, and tells `answer` what breaks it.
  void aside(Answer<?> answer, Runnable work) {
    workers.execute(() -> {
      try {
        work.run();
      } catch (Refusal refusal) {
        answer.refuse(refusal);
      } catch (RuntimeException | LinkageError bug) {
        answer.fail(bug);
      }
    });
  }
}
