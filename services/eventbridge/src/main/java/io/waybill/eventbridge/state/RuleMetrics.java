package io.waybill.eventbridge.state;

/// What a rule has done since its memory was loaded, under CloudWatch's names.
public final class RuleMetrics {
  public long matchedEvents;

  /// AWS: those that succeeded, and those that failed for good.
  public long invocations;

  public long failedInvocations;
  public long retryInvocationAttempts;
  public long invocationsSentToDlq;
  public long invocationsFailedToBeSentToDlq;
  public long successLatencyMillis;
}
