package io.waybill.eventbridge.model;

import io.waybill.eventbridge.api.RetryPolicy;
import io.waybill.eventbridge.api.Target;
import java.util.Optional;

/// How often and how long a target is tried.
///
/// AWS: 185 retries over 24 hours unless the target says less, with exponential backoff and jitter.
/// The delays double from one second and end between five and ten minutes, which spreads 185
/// retries over about 23 hours.
///
/// @param retriesMax how often it is tried again
/// @param ageMillisMax how long after the event was put it is tried again
public record RetryRules(int retriesMax, long ageMillisMax) {
  /// How often a target is tried again that does not say.
  public static final int RETRIES_DEFAULT = 185;

  private static final int AGE_SECONDS = 86_400;
  private static final long DELAY_FIRST = 1_000;
  private static final long DELAY_MAX = 600_000;

  public static RetryRules of(Target target) {
    RetryPolicy policy = target.retryPolicy();
    Integer retries = policy == null ? null : policy.maximumRetryAttempts();
    Integer age = policy == null ? null : policy.maximumEventAgeInSeconds();
    return new RetryRules(
        retries == null ? RETRIES_DEFAULT : retries, (age == null ? AGE_SECONDS : age) * 1000L);
  }

  /// The wait before retry `number`, 1 for the first: between half of a delay that doubles, and the
  /// whole of it.
  ///
  /// @param random any number
  public static long delayMillis(int number, long random) {
    long whole = number > 10 ? DELAY_MAX : Math.min(DELAY_FIRST << (number - 1), DELAY_MAX);
    return whole / 2 + Math.floorMod(random, whole / 2 + 1);
  }

  /// Which of AWS's conditions is exhausted where retry `number` would be due at `dueMillis`.
  public Optional<String> exhausted(int number, long acceptedMillis, long dueMillis) {
    if (number > retriesMax) {
      return Optional.of("MaximumRetryAttempts");
    }
    return dueMillis - acceptedMillis > ageMillisMax
        ? Optional.of("MaximumEventAgeInSeconds")
        : Optional.empty();
  }
}
