package io.waybill.lambda.invoke;

import io.waybill.engine.outbox.Verdict;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is told that an event is over: the destination for its end, and the dead-letter queue of the
/// version that it failed in.
record EventEnds(FunctionMetrics metrics) {
  private static final Logger log = LoggerFactory.getLogger(EventEnds.class);

  void succeeded(Resource function, InvocationRecord record, Step step) {
    Destinations.onSuccess(function, record.event())
        .ifPresent(target ->
            record(function, record.event(), target, true, record.json(step.now()), step));
  }

  /// The event is tried no more.
  ///
  /// @param error what a dead letter says of it
  Verdict givenUp(Resource function, InvocationRecord record, String error, Step step) {
    AsyncEvent event = record.event();
    Optional<String> destination = Destinations.onFailure(function, event);
    destination.ifPresent(target ->
        record(function, event, target, false, record.failureFor(target, step.now()), step));
    String version =
        record.version().isEmpty() ? Destinations.meant(function, event) : record.version();
    Optional<String> queue = Destinations.deadLetters(function, version);
    queue.ifPresent(target -> deadLetter(function, event, target, error, step));
    lost(event, record.condition(), step);
    if (destination.isPresent() || queue.isPresent()) {
      return new Verdict.PassOn();
    }
    log.warn(
        "event {} of {} is dropped: {}, and it has neither a destination nor a dead-letter queue",
        event.requestId(),
        event.invokedArn(),
        record.condition());
    return new Verdict.Discard();
  }

  void functionDeleted(AsyncEvent event, Step step) {
    log.warn("event {} of {} is dropped: it is deleted", event.requestId(), event.invokedArn());
    lost(event, "the function was deleted", step);
  }

  private void lost(AsyncEvent event, String condition, Step step) {
    FunctionName.ofArn(event.invokedArn()).ifPresent(metrics::dropped);
    event.trail("GivenUp", Map.of("condition", condition), step);
  }

  private static void record(
      Resource function,
      AsyncEvent event,
      String target,
      boolean succeeded,
      String record,
      Step step) {
    part(function, event, target, false, succeeded, record, "", step);
  }

  private static void deadLetter(
      Resource function, AsyncEvent event, String target, String error, Step step) {
    String body = new String(event.payload(), StandardCharsets.UTF_8);
    part(function, event, target, true, false, body, error, step);
  }

  private static void part(
      Resource function,
      AsyncEvent event,
      String target,
      boolean isDeadLetter,
      boolean succeeded,
      String body,
      String error,
      Step step) {
    Parting parting =
        new Parting(
            function.arn().toString(),
            target,
            isDeadLetter,
            succeeded,
            event.requestId(),
            event.baseUrl(),
            body,
            error,
            Lineage.through(event.traceHeader(), function.arn().toString()));
    step.resources()
        .outbox()
        .accept(parting.bytes(function.number()), step.transaction(), step.stamp());
  }
}
