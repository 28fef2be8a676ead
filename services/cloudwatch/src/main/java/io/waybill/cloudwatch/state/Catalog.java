package io.waybill.cloudwatch.state;

import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/// All metrics of the server by account, region and name: what listing reads. It follows the
/// partitions after each commit. Safe for many threads.
public final class Catalog {
  private final ConcurrentSkipListMap<String, Metric> metrics = new ConcurrentSkipListMap<>();

  /// One metric under the place that a page ends with.
  public record Listed(String place, MetricId id) {}

  void put(Metric metric) {
    metrics.put(metric.place(), metric);
  }

  void remove(Metric metric) {
    metrics.remove(metric.place(), metric);
  }

  /// Up to `most` metrics of `world`, by name, behind the place `after`, that had data since
  /// `sinceMillis`.
  ///
  /// @param namespace where to look; empty for everywhere
  public List<Listed> list(
      World world,
      String namespace,
      String after,
      long sinceMillis,
      Predicate<MetricId> wanted,
      int most) {
    String from = world.place() + (namespace.isEmpty() ? "" : namespace + '\0');
    List<Listed> found = new ArrayList<>();
    for (var entry : metrics.tailMap(after.startsWith(from) ? after : from, false).entrySet()) {
      if (found.size() == most || !entry.getKey().startsWith(from)) {
        break;
      }
      Metric metric = entry.getValue();
      if (metric.activeMillis() >= sinceMillis && wanted.test(metric.id())) {
        found.add(new Listed(entry.getKey(), metric.id()));
      }
    }
    return found;
  }
}
