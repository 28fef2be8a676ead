package io.waybill.lambda.invoke;

/// What CloudWatch shows of functions.
public enum FunctionMetric {
  INVOCATIONS("Invocations"),
  ERRORS("Errors"),
  THROTTLES("Throttles"),
  DURATION("Duration"),
  CONCURRENT_EXECUTIONS("ConcurrentExecutions"),
  UNRESERVED_CONCURRENT_EXECUTIONS("UnreservedConcurrentExecutions"),
  RECURSIVE_INVOCATIONS_DROPPED("RecursiveInvocationsDropped"),
  ASYNC_EVENTS_RECEIVED("AsyncEventsReceived"),
  ASYNC_EVENTS_DROPPED("AsyncEventsDropped"),
  ASYNC_EVENT_AGE("AsyncEventAge"),
  DEAD_LETTER_ERRORS("DeadLetterErrors"),
  DESTINATION_DELIVERY_FAILURES("DestinationDeliveryFailures");

  private final String shown;

  FunctionMetric(String shown) {
    this.shown = shown;
  }

  /// CloudWatch's name for it.
  public String shown() {
    return shown;
  }

  /// Its unit, one of CloudWatch's.
  public String unit() {
    return this == DURATION || this == ASYNC_EVENT_AGE ? "Milliseconds" : "Count";
  }

  /// Whether a whole has what its parts have together. How much runs at once is not so.
  boolean isSummed() {
    return this != CONCURRENT_EXECUTIONS && this != UNRESERVED_CONCURRENT_EXECUTIONS;
  }
}
