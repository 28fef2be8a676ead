package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.Stamp;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Deliverer;
import io.waybill.engine.outbox.Lane;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Pace;
import io.waybill.engine.outbox.Page;
import io.waybill.engine.outbox.Parcel;
import io.waybill.engine.outbox.Verdict;
import io.waybill.engine.partition.Transaction;
import io.waybill.lambda.api.FunctionEventInvokeConfig;
import io.waybill.lambda.api.LambdaErrors;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Resource;
import io.waybill.lambda.state.Resources;
import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The asynchronous queue of each function: Lambda's side of its outbox.
///
/// AWS ("Asynchronous invocation"): what the function does wrong is tried again one minute later,
/// then two; throttles and the system's own faults are tried again for as long as the event may
/// wait, from one second to five minutes apart, and count as no attempt.
public final class AsyncEvents implements Deliverer {
  private static final Logger log = LoggerFactory.getLogger(AsyncEvents.class);

  /// Events of one function that one partition runs at a time.
  private static final int AT_ONCE = 64;

  private static final int RETRIES = 2;
  private static final int AGE_SECONDS = 6 * 3_600;
  private static final long BACKOFF_MILLIS_MAX = 5 * 60_000;
  private static final int PARTING_ATTEMPTS_MAX = 8;

  /// Lanes of partings: behind those of functions.
  private static final long PARTINGS = 1L << 32;

  /// Codes of failures that are not the function's.
  // AWS: what the function throws is told as unhandled too.
  private static final String UNHANDLED = "Unhandled";

  private static final String THROTTLED = "Throttled";

  private static final String NOT_RUN = "NotRun";
  private static final String STOPPED = "ZeroReservedConcurrency";
  private static final String RECURSIVE = "RecursiveInvocation";

  private final Resources resources;
  private final Functions functions;
  private final PartingPost post;

  public AsyncEvents(Resources resources, Functions functions, ServiceCalls calls) {
    this.resources = resources;
    this.functions = functions;
    this.post = new PartingPost(calls);
  }

  private static int code(byte[] payload) {
    return new ByteReader(payload, 1).u8();
  }

  private static int number(byte[] payload) {
    return new ByteReader(payload, 2).u32();
  }

  private static AsyncEvent event(byte[] payload) {
    return AsyncEvent.read(payload[0], new ByteReader(payload, 6));
  }

  private static Parting parting(byte[] payload) {
    return Parting.read(payload[0], new ByteReader(payload, 6));
  }

  /// Events of a function go with it; what tells of their end does not, and has a lane of its own.
  @Override
  public Page plan(
      long number,
      byte[] payload,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    boolean isEvent = code(payload) == AsyncEvent.CODE;
    Lane lane = new Lane(isEvent ? number(payload) : PARTINGS | number(payload));
    return isEvent
        ? new Page(List.of(), List.of(lane), null)
        : new Page(List.of(lane), List.of(), null);
  }

  @Override
  public Optional<Attempt> prepare(Parcel parcel, Stamp stamp) {
    if (code(parcel.payload()) == Parting.CODE) {
      Parting parting = parting(parcel.payload());
      return Optional.of(then -> post.send(parting, then));
    }
    AsyncEvent event = event(parcel.payload());
    Optional<FunctionName> name = FunctionName.ofArn(event.invokedArn());
    if (name.isEmpty() || resources.find(number(parcel.payload())).isEmpty()) {
      return Optional.empty();
    }
    Invocation invocation =
        new Invocation(
            name.get(), event.payload(), event.requestId(), "", event.traceHeader(), false, false);
    long age = Math.max(0, stamp.millis() - parcel.acceptedMillis());
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
              new Outcome.Failed(true, RECURSIVE, refusal.text(), 0);
          case Invoked.Refused(var refusal, boolean throttled) ->
              new Outcome.Failed(
                  !throttled, throttled ? throttle(name) : NOT_RUN, refusal.text(), 0);
          case Invoked.Ran(String version, RunOutcome outcome) -> told(version, outcome);
        });
  }

  private String throttle(FunctionName name) {
    return functions
            .catalog()
            .find(name.arn())
            .filter(each -> Concurrency.reserved(each).orElse(1) == 0)
            .isPresent()
        ? STOPPED
        : THROTTLED;
  }

  private static Outcome told(String version, RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Returned returned ->
          new Outcome.Delivered(version + "\n" + text(returned.payload()));
      case RunOutcome.Failed failed ->
          new Outcome.Failed(false, UNHANDLED, version + "\n" + text(failed.payload()), 0);
      case RunOutcome.NotRun notRun -> new Outcome.Failed(false, NOT_RUN, notRun.reason(), 0);
    };
  }

  private static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }

  @Override
  public void delivered(
      Parcel parcel, Outcome.Delivered outcome, Transaction transaction, Stamp stamp) {
    if (code(parcel.payload()) == Parting.CODE) {
      Parting parting = parting(parcel.payload());
      trail(
          parting.requestId(),
          parting.isDeadLetter() ? "DeadLettered" : "DestinationReached",
          parting.functionArn(),
          Map.of("target", parting.target(), "answer", outcome.note()),
          transaction,
          stamp);
      return;
    }
    AsyncEvent event = event(parcel.payload());
    String version = version(outcome.note());
    trail(
        event.requestId(),
        "Invoked",
        event.invokedArn(),
        Map.of("attempt", String.valueOf(parcel.attempts() + 1), "version", version),
        transaction,
        stamp);
    resources
        .find(number(parcel.payload()))
        .ifPresent(function -> {
          age(function, parcel, stamp);
          Destinations.onSuccess(function, event)
              .ifPresent(target -> {
                InvocationRecord record =
                    new InvocationRecord(
                        event,
                        function.arn() + ":" + version,
                        "Success",
                        parcel.attempts() + 1,
                        version,
                        "",
                        response(outcome.note()));
                part(
                    function,
                    event,
                    target,
                    false,
                    true,
                    record.json(stamp.millis()),
                    "",
                    transaction,
                    stamp);
              });
        });
  }

  private void age(Resource function, Parcel parcel, Stamp stamp) {
    functions
        .metrics()
        .ended(function.arn(), Math.max(0, stamp.millis() - parcel.acceptedMillis()));
  }

  @Override
  public Verdict failed(
      Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
    if (code(parcel.payload()) == Parting.CODE) {
      return partingFailed(parcel, outcome, transaction, stamp);
    }
    AsyncEvent event = event(parcel.payload());
    boolean ran = outcome.code().equals(UNHANDLED);
    trail(
        event.requestId(),
        ran ? "InvocationFailed" : "InvocationHeldBack",
        event.invokedArn(),
        Map.of(
            "attempt", String.valueOf(parcel.attempts() + 1),
            "error", outcome.code(),
            "message", ran ? shortened(response(outcome.message())) : outcome.message()),
        transaction,
        stamp);
    Optional<Resource> found = resources.find(number(parcel.payload()));
    if (found.isEmpty()) {
      dropped(parcel, transaction, stamp);
      return new Verdict.Discard();
    }
    Resource function = found.get();
    Optional<FunctionEventInvokeConfig> config = Destinations.config(function, event);
    long age = stamp.millis() - parcel.acceptedMillis();
    long ageMax =
        1_000L
            * config.map(FunctionEventInvokeConfig::maximumEventAgeInSeconds).orElse(AGE_SECONDS);
    int retries = config.map(FunctionEventInvokeConfig::maximumRetryAttempts).orElse(RETRIES);
    int attempts = parcel.attempts() + (ran ? 1 : 0);
    long delay = ran ? 60_000L * attempts : Math.clamp(age, 1_000, BACKOFF_MILLIS_MAX);
    if (outcome.code().equals(STOPPED) || outcome.code().equals(RECURSIVE)) {
      return exhausted(
          function, event, parcel, outcome, outcome.code(), attempts, transaction, stamp);
    }
    if (ran && attempts > retries) {
      return exhausted(
          function, event, parcel, outcome, "RetriesExhausted", attempts, transaction, stamp);
    }
    if (outcome.permanent() || age + delay > ageMax) {
      return exhausted(
          function, event, parcel, outcome, "EventAgeExceeded", attempts, transaction, stamp);
    }
    long due = stamp.millis() + delay;
    return ran ? new Verdict.Retry(due) : new Verdict.Postpone(due);
  }

  private Verdict exhausted(
      Resource function,
      AsyncEvent event,
      Parcel parcel,
      Outcome.Failed outcome,
      String condition,
      int attempts,
      Transaction transaction,
      Stamp stamp) {
    age(function, parcel, stamp);
    boolean ran = outcome.code().equals(UNHANDLED);
    String version = ran ? version(outcome.message()) : "";
    String response = ran ? response(outcome.message()) : "";
    InvocationRecord record =
        new InvocationRecord(
            event,
            function.arn() + ":" + (version.isEmpty() ? FunctionName.LATEST : version),
            condition,
            attempts,
            version,
            ran ? outcome.code() : "",
            response);
    Optional<String> destination = Destinations.onFailure(function, event);
    destination.ifPresent(target ->
        part(
            function,
            event,
            target,
            false,
            false,
            record.json(stamp.millis()),
            "",
            transaction,
            stamp));
    Optional<String> queue =
        Destinations.deadLetters(
            function, version.isEmpty() ? Destinations.meant(function, event) : version);
    queue.ifPresent(target ->
        part(
            function,
            event,
            target,
            true,
            false,
            text(event.payload()),
            errorMessage(ran ? response : outcome.message()),
            transaction,
            stamp));
    FunctionName.ofArn(event.invokedArn()).ifPresent(functions.metrics()::dropped);
    trail(
        event.requestId(),
        "GivenUp",
        event.invokedArn(),
        Map.of("condition", condition),
        transaction,
        stamp);
    if (destination.isPresent() || queue.isPresent()) {
      return new Verdict.PassOn();
    }
    log.warn(
        "event {} of {} is dropped: {}, and it has neither a destination nor a dead-letter queue",
        event.requestId(),
        event.invokedArn(),
        condition);
    return new Verdict.Discard();
  }

  /// The function was deleted.
  @Override
  public void dropped(Parcel parcel, Transaction transaction, Stamp stamp) {
    AsyncEvent event = event(parcel.payload());
    FunctionName.ofArn(event.invokedArn()).ifPresent(functions.metrics()::dropped);
    log.warn("event {} of {} is dropped: it is deleted", event.requestId(), event.invokedArn());
    trail(
        event.requestId(),
        "GivenUp",
        event.invokedArn(),
        Map.of("condition", "the function was deleted"),
        transaction,
        stamp);
  }

  private static String errorMessage(String response) {
    return JsonValue.parseObject(response)
        .flatMap(object -> object.get("errorMessage"))
        .map(message -> message instanceof JsonValue.Text(String value) ? value : message.render())
        .orElse(response);
  }

  private void part(
      Resource function,
      AsyncEvent event,
      String target,
      boolean deadLetter,
      boolean succeeded,
      String record,
      String error,
      Transaction transaction,
      Stamp stamp) {
    Parting parting =
        new Parting(
            function.arn().toString(),
            target,
            deadLetter,
            succeeded,
            event.requestId(),
            event.baseUrl(),
            record,
            error,
            Lineage.of(event.traceHeader()).through(function.arn()).header());
    resources.outbox().accept(parting.bytes(function.number()), transaction, stamp);
  }

  private Verdict partingFailed(
      Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
    Parting parting = parting(parcel.payload());
    if (!outcome.permanent() && parcel.attempts() + 1 < PARTING_ATTEMPTS_MAX) {
      return new Verdict.Retry(stamp.millis() + (1_000L << parcel.attempts()));
    }
    Arn.parse(parting.functionArn())
        .ifPresent(arn -> functions.metrics().lost(arn, parting.isDeadLetter()));
    log.warn(
        "request {} of {} could not be told to {}: {} {}",
        parting.requestId(),
        parting.functionArn(),
        parting.target(),
        outcome.code(),
        outcome.message());
    trail(
        parting.requestId(),
        "DestinationFailed",
        parting.functionArn(),
        Map.of("target", parting.target(), "error", outcome.code(), "message", outcome.message()),
        transaction,
        stamp);
    return new Verdict.Discard();
  }

  @Override
  public Pace pace(Lane lane) {
    return new Pace(AT_ONCE, 0);
  }

  private static String version(String note) {
    int line = note.indexOf('\n');
    return line < 0 ? "" : note.substring(0, line);
  }

  private static String response(String note) {
    return note.substring(note.indexOf('\n') + 1);
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300);
  }

  private void trail(
      String requestId,
      String event,
      String resource,
      Map<String, String> details,
      Transaction transaction,
      Stamp stamp) {
    resources.trail().write(AsyncEvent.id(requestId), event, resource, details, transaction, stamp);
  }
}
