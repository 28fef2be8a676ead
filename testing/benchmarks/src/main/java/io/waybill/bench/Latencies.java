package io.waybill.bench;

/// How long answers took, in buckets of half a percent's width at most.
final class Latencies {
  private static final int STEPS = 256;
  private final long[] buckets = new long[64 * STEPS];
  private long count;

  void add(long nanos) {
    int log = 63 - Long.numberOfLeadingZeros(Math.max(1, nanos));
    double rest = nanos / (double) (1L << log) - 1;
    buckets[log * STEPS + (int) (rest * STEPS)]++;
    count++;
  }

  void addAll(Latencies others) {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] += others.buckets[i];
    }
    count += others.count;
  }

  /// The time within which `share` of the answers came, in milliseconds.
  double millis(double share) {
    long wanted = (long) Math.ceil(share * count);
    long seen = 0;
    for (int i = 0; i < buckets.length; i++) {
      seen += buckets[i];
      if (seen >= wanted && seen > 0) {
        double nanos = (1L << (i / STEPS)) * (1 + (i % STEPS + 1) / (double) STEPS);
        return nanos / 1e6;
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    return String.format("p50 %.3f ms, p99 %.2f ms", millis(0.5), millis(0.99));
  }
}
