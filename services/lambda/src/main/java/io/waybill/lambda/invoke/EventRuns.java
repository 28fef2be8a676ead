package io.waybill.lambda.invoke;

import io.waybill.core.Stamp;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Parcel;
import io.waybill.engine.outbox.Verdict;
import io.waybill.lambda.api.LambdaErrors;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Resource;
import io.waybill.lambda.state.Resources;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs asynchronous events in their functions, and decides what becomes of each.
final class EventRuns {
  private final Functions functions;
  private final EventEnds ends;

  EventRuns(Functions functions) {
    this.functions = functions;
    this.ends = new EventEnds(functions.metrics());
  }

  /// How to run the event in `parcel`; empty where its function is gone.
  Optional<Attempt> prepare(Parcel parcel, Resources resources, Stamp stamp) {
    Carried carried = Carried.of(parcel.payload());
    AsyncEvent event = AsyncEvent.read(carried);
    Optional<FunctionName> name = FunctionName.ofArn(event.invokedArn());
    if (name.isEmpty() || resources.find(carried.function()).isEmpty()) {
      return Optional.empty();
    }
    Invocation invocation =
        new Invocation(
            name.get(), event.payload(), event.requestId(), "", event.traceHeader(), false, false);
    long age = age(parcel, stamp.millis());
    return Optional.of(then -> {
      functions.metrics().tried(name.get(), age);
      functions.invoke(invocation, invoked -> tell(invoked, name.get(), then));
    });
  }

  private void tell(Invoked invoked, FunctionName name, Consumer<Outcome> then) {
    then.accept(
        switch (invoked) {
          case Invoked.Refused(var refusal, _)
              when refusal.shape().equals(LambdaErrors.RECURSIVE_INVOCATION_EXCEPTION) ->
              new Outcome.Failed(true, Patience.RECURSIVE, refusal.text(), 0);
          case Invoked.Refused(var refusal, boolean throttled) ->
              new Outcome.Failed(
                  !throttled, throttled ? throttle(name) : Patience.NOT_RUN, refusal.text(), 0);
          case Invoked.Ran(String version, RunOutcome outcome) -> told(version, outcome);
        });
  }

  private String throttle(FunctionName name) {
    return functions
            .catalog()
            .find(name.arn())
            .filter(each -> Concurrency.reserved(each).orElse(1) == 0)
            .isPresent()
        ? Patience.STOPPED
        : Patience.THROTTLED;
  }

  private static Outcome told(String version, RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Returned returned ->
          new Outcome.Delivered(RunNote.of(version, returned.payload()).text());
      case RunOutcome.Failed failed ->
          new Outcome.Failed(
              false, Patience.UNHANDLED, RunNote.of(version, failed.payload()).text(), 0);
      case RunOutcome.NotRun notRun ->
          new Outcome.Failed(false, Patience.NOT_RUN, notRun.reason(), 0);
    };
  }

  void delivered(Parcel parcel, Outcome.Delivered outcome, Step step) {
    Carried carried = Carried.of(parcel.payload());
    AsyncEvent event = AsyncEvent.read(carried);
    RunNote note = RunNote.read(outcome.note());
    int attempts = parcel.attempts() + 1;
    event.trail(
        "Invoked", Map.of("attempt", String.valueOf(attempts), "version", note.version()), step);
    step.resources()
        .find(carried.function())
        .ifPresent(function -> {
          ended(function, parcel, step);
          ends.succeeded(
              function, InvocationRecord.of(event, function, "Success", attempts, note, ""), step);
        });
  }

  Verdict failed(Parcel parcel, Outcome.Failed outcome, Step step) {
    Carried carried = Carried.of(parcel.payload());
    AsyncEvent event = AsyncEvent.read(carried);
    boolean ran = Patience.ran(outcome);
    RunNote note = ran ? RunNote.read(outcome.message()) : RunNote.NONE;
    String message = ran ? note.response() : outcome.message();
    event.trail(
        ran ? "InvocationFailed" : "InvocationHeldBack",
        Map.of(
            "attempt", String.valueOf(parcel.attempts() + 1),
            "error", outcome.code(),
            "message", ran ? shortened(message) : message),
        step);
    Optional<Resource> found = step.resources().find(carried.function());
    if (found.isEmpty()) {
      ends.functionDeleted(event, step);
      return new Verdict.Discard();
    }
    Resource function = found.get();
    int attempts = parcel.attempts() + (ran ? 1 : 0);
    long age = step.now() - parcel.acceptedMillis();
    Patience patience = Patience.of(Destinations.config(function, event));
    Optional<String> condition = patience.end(outcome, attempts, age);
    if (condition.isEmpty()) {
      return patience.again(outcome, attempts, age, step.now());
    }
    ended(function, parcel, step);
    InvocationRecord record =
        InvocationRecord.of(
            event, function, condition.get(), attempts, note, ran ? outcome.code() : "");
    return ends.givenUp(function, record, RunNote.errorMessage(message), step);
  }

  /// The event's function was deleted.
  void dropped(Parcel parcel, Step step) {
    ends.functionDeleted(AsyncEvent.read(Carried.of(parcel.payload())), step);
  }

  private void ended(Resource function, Parcel parcel, Step step) {
    functions.metrics().ended(function.arn(), age(parcel, step.now()));
  }

  private static long age(Parcel parcel, long nowMillis) {
    return Math.max(0, nowMillis - parcel.acceptedMillis());
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300);
  }
}
