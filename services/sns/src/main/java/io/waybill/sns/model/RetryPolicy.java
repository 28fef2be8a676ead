package io.waybill.sns.model;

/// When a delivery is tried again: at once, then at the least delay, then further and further
/// apart, then at the greatest delay.
///
/// @param minDelaySeconds the delay of the pre-backoff phase
/// @param maxDelaySeconds the delay of the post-backoff phase
/// @param retries all retries; those of the backoff phase are what the other phases leave
/// @param noDelay retries of the immediate phase
/// @param minDelay retries of the pre-backoff phase
/// @param maxDelay retries of the post-backoff phase
public record RetryPolicy(
    int minDelaySeconds,
    int maxDelaySeconds,
    int retries,
    int noDelay,
    int minDelay,
    int maxDelay,
    Backoff backoff) {
  /// AWS ("Message delivery retries"): of deliveries to SQS, Lambda and Firehose.
  public static final RetryPolicy AWS_MANAGED =
      new RetryPolicy(1, 20, 100_015, 3, 2, 100_000, Backoff.EXPONENTIAL);

  /// AWS ("Message delivery retries"): of mail, SMS and mobile push.
  public static final RetryPolicy CUSTOMER_MANAGED =
      new RetryPolicy(10, 600, 50, 0, 2, 38, Backoff.EXPONENTIAL);

  /// AWS: of HTTP and HTTPS where neither topic nor subscription says otherwise.
  public static final RetryPolicy HTTP = new RetryPolicy(20, 20, 3, 0, 0, 0, Backoff.LINEAR);

  /// How long after a failure the retry `number`, 1 for the first, begins; negative when there is
  /// no such retry.
  public long delayMillis(int number) {
    if (number > retries) {
      return -1;
    }
    if (number <= noDelay) {
      return 0;
    }
    if (number <= noDelay + minDelay) {
      return minDelaySeconds * 1000L;
    }
    if (number > retries - maxDelay) {
      return maxDelaySeconds * 1000L;
    }
    int step = number - noDelay - minDelay - 1;
    int steps = retries - noDelay - minDelay - maxDelay;
    double way = steps <= 1 ? 0 : (double) step / (steps - 1);
    return Math.round(backoff.seconds(minDelaySeconds, maxDelaySeconds, way, steps) * 1000);
  }

  /// The sum of all delays.
  long totalMillis() {
    long total = 0;
    for (int i = 1; i <= retries; i++) {
      total += delayMillis(i);
    }
    return total;
  }
}
