package io.waybill.simulation.delivery;

import java.util.List;

/// How often and when a target is tried again, told anew from AWS's documents and not from the
/// server's code.
sealed interface Patience {
  /// The retries behind the first attempt.
  int retries();

  /// The least and the most that may lie between a failure and the retry `number`, 1 for the first.
  long least(int number);

  long most(int number);

  /// How long after it was accepted something is tried.
  default long ageMillis() {
    return Long.MAX_VALUE / 4;
  }

  /// A delivery policy whose phases leave nothing to a backoff function: so many retries at once,
  /// so many after the least delay, so many after the greatest.
  record Phases(int atOnce, int early, int late, int minSeconds, int maxSeconds)
      implements Patience {
    /// SNS: of HTTP endpoints that say nothing themselves.
    static final Phases HTTP = new Phases(0, 0, 3, 20, 20);

    static final List<Phases> CHOICES =
        List.of(
            new Phases(0, 0, 0, 1, 1),
            new Phases(2, 1, 2, 2, 9),
            new Phases(0, 1, 0, 5, 5),
            new Phases(4, 4, 4, 1, 30));

    @Override
    public int retries() {
      return atOnce + early + late;
    }

    @Override
    public long least(int number) {
      if (number <= atOnce) {
        return 0;
      }
      return 1000L * (number <= atOnce + early ? minSeconds : maxSeconds);
    }

    @Override
    public long most(int number) {
      return least(number);
    }

    String json() {
      return ("{\"healthyRetryPolicy\":{\"numRetries\":%d,\"minDelayTarget\":%d,\"maxDelayTarget\":%d,"
              + "\"numNoDelayRetries\":%d,\"numMinDelayRetries\":%d,\"numMaxDelayRetries\":%d}}")
          .formatted(retries(), minSeconds, maxSeconds, atOnce, early, late);
    }
  }

  /// SNS, to queues: three at once, two a second apart, ten that back off from one second to
  /// twenty, then every twenty.
  record Managed() implements Patience {
    static final Managed POLICY = new Managed();

    @Override
    public int retries() {
      return 100_015;
    }

    @Override
    public long least(int number) {
      if (number <= 3) {
        return 0;
      }
      return number <= 15 ? 1_000 : 20_000;
    }

    @Override
    public long most(int number) {
      if (number <= 3) {
        return 0;
      }
      return number <= 5 ? 1_000 : 20_000;
    }
  }

  /// EventBridge: delays that double, half of each left to chance.
  record Doubling(int retries, int ageSeconds) implements Patience {
    static final List<Doubling> CHOICES =
        List.of(
            new Doubling(0, 86_400),
            new Doubling(2, 86_400),
            new Doubling(6, 86_400),
            new Doubling(185, 60),
            new Doubling(185, 86_400));

    @Override
    public long least(int number) {
      return most(number) / 2;
    }

    @Override
    public long most(int number) {
      return number > 10 ? 600_000 : Math.min(600_000, 1_000L << (number - 1));
    }

    @Override
    public long ageMillis() {
      return ageSeconds * 1000L;
    }
  }
}
