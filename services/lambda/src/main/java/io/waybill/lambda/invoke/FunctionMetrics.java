package io.waybill.lambda.invoke;

import io.waybill.core.Arn;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.lambda.invoke.MinuteTally.Entry;
import io.waybill.lambda.invoke.MinuteTally.Subject;
import io.waybill.lambda.invoke.MinuteTally.Value;
import io.waybill.lambda.model.FunctionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What is measured of functions: counts since the server started, and each minute's values under
/// AWS's names. Safe for many threads.
public final class FunctionMetrics {
  // AWS: durations are told in hundredths of a millisecond, rounded up.
  private static final long HUNDREDTH_NANOS = 10_000;

  private final Map<Arn, Counts> byFunction = new ConcurrentHashMap<>();
  private final MinuteTally minute = new MinuteTally();

  /// The counts of one function.
  public static final class Counts {
    private final Entry function;
    private final Entry region;
    private volatile Called last;

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

    private Counts(Arn arn) {
      function = new Entry(Subject.function(arn));
      region = new Entry(Subject.region(arn));
      last = Called.of(new FunctionName(arn, Optional.empty()), FunctionName.LATEST);
    }

    /// What was called, and ran `version`: mostly the same as the last time.
    private Entry called(FunctionName name, String version) {
      Called known = last;
      if (!known.version.equals(version) || !known.name.equals(name)) {
        known = Called.of(name, version);
        last = known;
      }
      return known.entry;
    }
  }

  /// A subject, and what it was made of.
  private record Called(FunctionName name, String version, Entry entry) {
    static Called of(FunctionName name, String version) {
      return new Called(name, version, new Entry(Subject.called(name, version)));
    }
  }

  private Counts of(Arn function) {
    Counts known = byFunction.get(function); // computeIfAbsent may wait for a lock
    return known == null ? byFunction.computeIfAbsent(function, Counts::new) : known;
  }

  /// All counts by the function's ARN.
  public Map<Arn, Counts> all() {
    return byFunction;
  }

  /// What happened since it was last taken.
  public MinuteTally minute() {
    return minute;
  }

  /// A function is gone.
  void forget(Arn function) {
    byFunction.remove(function);
  }

  /// An event begins to run.
  void begun(Arn function, Concurrency.Running running) {
    Counts counts = of(function);
    minute.add(
        counts.function,
        List.of(new Value(FunctionMetric.CONCURRENT_EXECUTIONS, running.function())));
    minute.add(
        counts.region,
        List.of(
            new Value(FunctionMetric.CONCURRENT_EXECUTIONS, running.account()),
            new Value(FunctionMetric.UNRESERVED_CONCURRENT_EXECUTIONS, running.unreserved())));
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
    minute.add(
        counts.called(called, version),
        List.of(
            new Value(FunctionMetric.INVOCATIONS, 1),
            new Value(FunctionMetric.ERRORS, failed ? 1 : 0),
            new Value(FunctionMetric.THROTTLES, 0),
            new Value(FunctionMetric.DURATION, millis(outcome.report().duration()))));
  }

  private static double millis(Duration duration) {
    return Math.ceilDiv(duration.toNanos(), HUNDREDTH_NANOS) / 100.0;
  }

  void throttled(FunctionName called) {
    of(called.arn()).throttles.increment();
    minute.add(Subject.called(called, ""), FunctionMetric.THROTTLES, 1);
  }

  /// An invocation was stopped, as part of a recursive loop. True for the function's first.
  boolean recursive(FunctionName called) {
    LongAdder dropped = of(called.arn()).recursiveInvocationsDropped;
    boolean first = dropped.sum() == 0;
    dropped.increment();
    minute.add(Subject.called(called, ""), FunctionMetric.RECURSIVE_INVOCATIONS_DROPPED, 1);
    return first;
  }

  /// An event was taken, to run later.
  public void received(FunctionName called) {
    of(called.arn()).asyncEventsReceived.increment();
    minute.add(Subject.called(called, ""), FunctionMetric.ASYNC_EVENTS_RECEIVED, 1);
  }

  /// An event that was taken is tried, `ageMillis` after that.
  void tried(FunctionName called, long ageMillis) {
    minute.add(Subject.called(called, ""), FunctionMetric.ASYNC_EVENT_AGE, (double) ageMillis);
  }

  /// An event that was taken is through, whatever came of it.
  void ended(Arn function, long ageMillis) {
    of(function).asyncEventAgeMillis.add(ageMillis);
  }

  void dropped(FunctionName called) {
    of(called.arn()).asyncEventsDropped.increment();
    minute.add(Subject.called(called, ""), FunctionMetric.ASYNC_EVENTS_DROPPED, 1);
  }

  /// A dead-letter queue or a destination did not take what was for it.
  void lost(Arn function, boolean isDeadLetter) {
    Counts counts = of(function);
    (isDeadLetter ? counts.deadLetterErrors : counts.destinationDeliveryFailures).increment();
    minute.add(
        Subject.function(function),
        isDeadLetter
            ? FunctionMetric.DEAD_LETTER_ERRORS
            : FunctionMetric.DESTINATION_DELIVERY_FAILURES,
        1);
  }
}
