package io.waybill.engine.metrics;

import java.util.function.Consumer;

/// Something that is measured each minute.
@FunctionalInterface
public interface MetricSource {
  /// Tells `to` what happened since the last time, and how things stand; nothing of what is idle.
  /// Called by one thread at a time, which may wait.
  void collect(Consumer<MetricSample> to) throws InterruptedException;
}
