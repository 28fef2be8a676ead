package io.waybill.server;

import io.waybill.engine.metrics.MetricSample;
import java.util.function.Consumer;

/// Tells what counters of one thing rose by.
record Counts(MetricSample.Subject subject, Consumer<MetricSample> to) {
  /// What a counter rose by; all of it where it began again, as after a restart.
  static long since(long before, long now) {
    return now < before ? now : now - before;
  }

  /// A count of 0 is told too: AWS does, of what is active.
  void told(String name, long count) {
    to.accept(subject.value(name, "Count", count));
  }

  /// A count that is told where there is any.
  void ifAny(String name, long count) {
    if (count > 0) {
      told(name, count);
    }
  }
}
