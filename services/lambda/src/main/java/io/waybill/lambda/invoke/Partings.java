package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Parcel;
import io.waybill.engine.outbox.Verdict;
import io.waybill.lambda.decide.Step;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings partings to where they belong, and decides what becomes of those that do not get there.
final class Partings {
  private static final Logger log = LoggerFactory.getLogger(Partings.class);
  private static final int ATTEMPTS_MAX = 8;

  private final PartingPost post;
  private final FunctionMetrics metrics;

  Partings(ServiceCalls calls, FunctionMetrics metrics) {
    this.post = new PartingPost(calls);
    this.metrics = metrics;
  }

  Attempt prepare(Parcel parcel) {
    Parting parting = Parting.read(Carried.of(parcel.payload()));
    return then -> post.send(parting, then);
  }

  void delivered(Parcel parcel, Outcome.Delivered outcome, Step step) {
    Parting parting = Parting.read(Carried.of(parcel.payload()));
    trail(
        parting,
        parting.isDeadLetter() ? "DeadLettered" : "DestinationReached",
        Map.of("target", parting.target(), "answer", outcome.note()),
        step);
  }

  Verdict failed(Parcel parcel, Outcome.Failed outcome, Step step) {
    Parting parting = Parting.read(Carried.of(parcel.payload()));
    if (!outcome.permanent() && parcel.attempts() + 1 < ATTEMPTS_MAX) {
      return new Verdict.Retry(step.now() + (1_000L << parcel.attempts()));
    }
    Arn.parse(parting.functionArn())
        .ifPresent(function -> metrics.lost(function, parting.isDeadLetter()));
    log.warn(
        "request {} of {} could not be told to {}: {} {}",
        parting.requestId(),
        parting.functionArn(),
        parting.target(),
        outcome.code(),
        outcome.message());
    trail(
        parting,
        "DestinationFailed",
        Map.of("target", parting.target(), "error", outcome.code(), "message", outcome.message()),
        step);
    return new Verdict.Discard();
  }

  private static void trail(Parting parting, String event, Map<String, String> details, Step step) {
    step.resources()
        .trail()
        .write(
            AsyncEvent.id(parting.requestId()),
            event,
            parting.functionArn(),
            details,
            step.transaction(),
            step.stamp());
  }
}
