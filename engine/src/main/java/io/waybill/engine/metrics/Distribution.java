package io.waybill.engine.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;

/// Some values of one metric: how many, their sum, the least and the greatest exactly, and how
/// often which came, each to three digits. So it is bounded by the span of its values and not by
/// their number. Not safe for many threads.
public final class Distribution {
  private static final MathContext DIGITS = new MathContext(3);
  private static final double PLAIN_MAX = 1_000;

  /// The least whole number of three digits: a value that is scaled to one needs no decimal
  /// arithmetic.
  private static final double DIGITS_LEAST = 100;

  private static final int SCALE_MAX = 10_000;

  private final Map<Double, Long> values = new HashMap<>();

  /// The value that came last, and how often in a row: not in `values` yet. Most metrics have one
  /// value again and again, and counting it here costs no look-up.
  private double last;

  private long lastTimes;
  private long count;
  private double sum;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /// Adds one value.
  public void add(double value) {
    add(value, 1);
  }

  /// Adds `times` the same value.
  public void add(double value, long times) {
    double kept = rounded(value);
    if (Double.compare(kept, last) != 0) {
      settle();
      last = kept;
    }
    lastTimes += times;
    count += times;
    sum += value * times;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }

  /// Adds all values of `other`.
  public void addAll(Distribution other) {
    other.settle();
    other.values.forEach((value, times) -> values.merge(value, times, Long::sum));
    count += other.count;
    sum += other.sum;
    minimum = Math.min(minimum, other.minimum);
    maximum = Math.max(maximum, other.maximum);
  }

  private void settle() {
    if (lastTimes > 0) {
      values.merge(last, lastTimes, Long::sum);
      lastTimes = 0;
    }
  }

  private static double rounded(double value) {
    double size = Math.abs(value);
    if (size < PLAIN_MAX && value == Math.rint(value)) {
      return value;
    }
    for (int scale = 1; size < PLAIN_MAX && scale <= SCALE_MAX; scale *= 10) {
      if (size * scale >= DIGITS_LEAST) {
        return Math.rint(value * scale) / scale; // the double that is nearest to those digits
      }
    }
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  public long count() {
    return count;
  }

  public double sum() {
    return sum;
  }

  public double minimum() {
    return minimum;
  }

  public double maximum() {
    return maximum;
  }

  /// How often each value came, to three digits.
  public Map<Double, Long> values() {
    settle();
    return Map.copyOf(values);
  }
}
