package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.lambda.invoke.MinuteTally.Subject;
import io.waybill.lambda.model.FunctionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What is measured of functions: counts since the server started, and each minute's values under
/// AWS's names. Safe for many threads.
public final class FunctionMetrics {
  // AWS: durations are told in hundredths of a millisecond, rounded up.
  private static final long HUNDREDTH_NANOS = 10_000;

  private final Map<String, Counts> byFunction = new ConcurrentHashMap<>();
  private final MinuteTally minute = new MinuteTally();

  /// The counts of one function.
  public static final class Counts {
    public final LongAdder invocations = new LongAdder();
    public final LongAdder errors = new LongAdder();
    public final LongAdder throttles = new LongAdder();
    public final LongAdder durationMillis = new LongAdder();
    public final LongAdder asyncEventsReceived = new LongAdder();
    public final LongAdder asyncEventsDropped = new LongAdder();
    public final LongAdder asyncEventAgeMillis = new LongAdder();
    public final LongAdder recursiveInvocationsDropped = new LongAdder();
    public final LongAdder deadLetterErrors = new LongAdder();
    public final LongAdder destinationDeliveryFailures = new LongAdder();
  }

  private Counts of(Arn function) {
    return byFunction.computeIfAbsent(function.toString(), _ -> new Counts());
  }

  /// All counts by the function's ARN.
  public Map<String, Counts> all() {
    return byFunction;
  }

  /// What happened since it was last taken.
  public MinuteTally minute() {
    return minute;
  }

  /// A function is gone.
  public void forget(String arn) {
    byFunction.remove(arn);
  }

  /// An event begins to run.
  void begun(Arn function, Concurrency.Running running) {
    minute.add(List.of(Subject.function(function)), "ConcurrentExecutions", running.function());
    List<Subject> region = List.of(Subject.region(function));
    minute.add(region, "ConcurrentExecutions", running.account());
    minute.add(region, "UnreservedConcurrentExecutions", running.unreserved());
  }

  /// AWS: each invocation tells of its errors and throttles, if only that there were none, so that
  /// their average is a rate. What did not run for the host's sake is no invocation.
  void ran(FunctionName called, String version, RunOutcome outcome) {
    if (outcome instanceof RunOutcome.NotRun) {
      return;
    }
    boolean failed = outcome instanceof RunOutcome.Failed;
    Counts counts = of(called.arn());
    counts.invocations.increment();
    counts.errors.add(failed ? 1 : 0);
    counts.durationMillis.add(outcome.report().duration().toMillis());
    List<Subject> subjects = subjects(called, version);
    minute.add(subjects, "Invocations", 1);
    minute.add(subjects, "Errors", failed ? 1 : 0);
    minute.add(subjects, "Throttles", 0);
    minute.add(subjects, "Duration", millis(outcome.report().duration()));
  }

  private static double millis(Duration duration) {
    return Math.ceilDiv(duration.toNanos(), HUNDREDTH_NANOS) / 100.0;
  }

  void throttled(FunctionName called) {
    of(called.arn()).throttles.increment();
    minute.add(subjects(called, ""), "Throttles", 1);
  }

  /// An invocation was stopped, as part of a recursive loop. True for the function's first.
  boolean recursive(FunctionName called) {
    LongAdder dropped = of(called.arn()).recursiveInvocationsDropped;
    boolean first = dropped.sum() == 0;
    dropped.increment();
    minute.add(subjects(called, ""), "RecursiveInvocationsDropped", 1);
    return first;
  }

  /// An event was taken, to run later.
  public void received(FunctionName called) {
    of(called.arn()).asyncEventsReceived.increment();
    minute.add(subjects(called, ""), "AsyncEventsReceived", 1);
  }

  /// An event that was taken is tried, `ageMillis` after that.
  void tried(FunctionName called, long ageMillis) {
    minute.add(subjects(called, ""), "AsyncEventAge", (double) ageMillis);
  }

  /// An event that was taken is through, whatever came of it.
  void ended(Arn function, long ageMillis) {
    of(function).asyncEventAgeMillis.add(ageMillis);
  }

  void dropped(FunctionName called) {
    of(called.arn()).asyncEventsDropped.increment();
    minute.add(subjects(called, ""), "AsyncEventsDropped", 1);
  }

  /// A dead-letter queue or a destination did not take what was for it.
  void lost(Arn function, boolean isDeadLetter) {
    Counts counts = of(function);
    (isDeadLetter ? counts.deadLetterErrors : counts.destinationDeliveryFailures).increment();
    minute.add(
        List.of(Subject.region(function), Subject.function(function)),
        isDeadLetter ? "DeadLetterErrors" : "DestinationDeliveryFailures",
        1);
  }

  /// All that an event of a function counts for.
  ///
  /// @param version what ran; empty where nothing did
  private static List<Subject> subjects(FunctionName called, String version) {
    List<Subject> subjects = new ArrayList<>(4);
    String qualifier = called.qualifier().orElse("");
    Subject resource = Subject.function(called.arn()).called(qualifier);
    subjects.add(Subject.region(called.arn()));
    subjects.add(Subject.function(called.arn()));
    subjects.add(resource);
    if (!version.isEmpty() && !qualifier.isEmpty() && !FunctionName.isVersion(qualifier)) {
      subjects.add(resource.executed(version));
    }
    return subjects;
  }
}
