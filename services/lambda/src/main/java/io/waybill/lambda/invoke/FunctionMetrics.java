package io.waybill.lambda.invoke;

import io.waybill.engine.functions.RunOutcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What CloudWatch counts of functions, since the server started. Safe for many threads.
public final class FunctionMetrics {
  private final Map<String, Counts> byFunction = new ConcurrentHashMap<>();

  /// The counts of one function.
  public static final class Counts {
    public final LongAdder invocations = new LongAdder();
    public final LongAdder errors = new LongAdder();
    public final LongAdder throttles = new LongAdder();
    public final LongAdder durationMillis = new LongAdder();
    public final LongAdder asyncEventsReceived = new LongAdder();
    public final LongAdder asyncEventsDropped = new LongAdder();
    public final LongAdder asyncEventAgeMillis = new LongAdder();
    public final LongAdder deadLetterErrors = new LongAdder();
    public final LongAdder destinationDeliveryFailures = new LongAdder();

    void ran(RunOutcome outcome) {
      switch (outcome) {
        case RunOutcome.Returned returned -> invocations.increment();
        case RunOutcome.Failed failed -> {
          invocations.increment();
          errors.increment();
        }
        case RunOutcome.NotRun notRun -> {}
      }
      durationMillis.add(outcome.report().duration().toMillis());
    }
  }

  /// The counts of the function `arn`.
  public Counts of(String arn) {
    return byFunction.computeIfAbsent(arn, _ -> new Counts());
  }

  /// All counts by the function's ARN.
  public Map<String, Counts> all() {
    return byFunction;
  }

  /// A function is gone.
  public void forget(String arn) {
    byFunction.remove(arn);
  }
}
