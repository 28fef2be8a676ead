package io.waybill.lambda.invoke;

import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Verdict;
import io.waybill.lambda.api.FunctionEventInvokeConfig;
import java.util.Optional;

/// How long an event is tried.
///
/// AWS ("Asynchronous invocation"): what the function does wrong is tried again one minute later,
/// then two; throttles and the system's own faults are tried again for as long as the event may
/// wait, from one second to five minutes apart, and count as no attempt.
record Patience(int retries, long ageMillisMax) {
  /// Codes of failures.
  // AWS: what the function throws is told as unhandled too.
  static final String UNHANDLED = "Unhandled";

  static final String THROTTLED = "Throttled";
  static final String NOT_RUN = "NotRun";
  static final String STOPPED = "ZeroReservedConcurrency";
  static final String RECURSIVE = "RecursiveInvocation";

  private static final int RETRIES = 2;
  private static final int AGE_SECONDS = 6 * 3_600;
  private static final long RETRY_MILLIS = 60_000;
  private static final long BACKOFF_MILLIS_MAX = 5 * 60_000;

  static Patience of(Optional<FunctionEventInvokeConfig> config) {
    int ageSeconds =
        config.map(FunctionEventInvokeConfig::maximumEventAgeInSeconds).orElse(AGE_SECONDS);
    return new Patience(
        config.map(FunctionEventInvokeConfig::maximumRetryAttempts).orElse(RETRIES),
        1_000L * ageSeconds);
  }

  /// Whether the function ran: only then was it an attempt.
  static boolean ran(Outcome.Failed failed) {
    return failed.code().equals(UNHANDLED);
  }

  /// AWS's word for why an event is tried no more; nothing where it is.
  ///
  /// @param attempts how often it ran, the last time included
  /// @param ageMillis since it was accepted
  Optional<String> end(Outcome.Failed failed, int attempts, long ageMillis) {
    if (failed.code().equals(STOPPED) || failed.code().equals(RECURSIVE)) {
      return Optional.of(failed.code());
    }
    if (ran(failed) && attempts > retries) {
      return Optional.of("RetriesExhausted");
    }
    boolean over =
        ran(failed)
            ? ageMillis + RETRY_MILLIS * attempts > ageMillisMax
            : ageMillis >= ageMillisMax;
    return failed.permanent() || over ? Optional.of("EventAgeExceeded") : Optional.empty();
  }

  /// The next try of an event that has not ended. What was held back waits for its age to the end:
  /// the last try is then.
  Verdict again(Outcome.Failed failed, int attempts, long ageMillis, long nowMillis) {
    if (ran(failed)) {
      return new Verdict.Retry(nowMillis + RETRY_MILLIS * attempts);
    }
    long backoff = Math.clamp(ageMillis, 1_000, BACKOFF_MILLIS_MAX);
    return new Verdict.Postpone(nowMillis + Math.min(backoff, ageMillisMax - ageMillis));
  }
}
