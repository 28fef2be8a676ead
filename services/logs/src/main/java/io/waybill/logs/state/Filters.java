package io.waybill.logs.state;

import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.logs.api.MetricFilter;
import io.waybill.logs.api.SubscriptionFilter;
import io.waybill.logs.pattern.FilterPattern;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The metric filters and subscription filters of one group: AWS's own records, stored as their
/// JSON.
public final class Filters {
  /// A filter that is ready to be held against events.
  ///
  /// @param filter AWS's record of it
  public record Ready<T>(T filter, FilterPattern pattern) {}

  private final KeySpace keys;
  private final TreeMap<String, Ready<MetricFilter>> metricFilters = new TreeMap<>();
  private final TreeMap<String, Ready<SubscriptionFilter>> subscriptions = new TreeMap<>();

  Filters(KeySpace keys) {
    this.keys = keys;
  }

  void load(View view) {
    view.scan(
        keys.first(LogsKeys.METRIC_FILTER),
        keys.end(LogsKeys.METRIC_FILTER),
        (key, value) -> {
          MetricFilter filter = MetricFilter.read(StoredJson.reader(value));
          metricFilters.put(KeySpace.name(key), ready(filter, filter.filterPattern()));
          return true;
        });
    view.scan(
        keys.first(LogsKeys.SUBSCRIPTION),
        keys.end(LogsKeys.SUBSCRIPTION),
        (key, value) -> {
          SubscriptionFilter filter = SubscriptionFilter.read(StoredJson.reader(value));
          subscriptions.put(KeySpace.name(key), ready(filter, filter.filterPattern()));
          return true;
        });
  }

  private static <T> Ready<T> ready(T filter, @Nullable String pattern) {
    return new Ready<>(filter, FilterPattern.parse(pattern == null ? "" : pattern));
  }

  /// All metric filters, by name.
  public List<MetricFilter> metricFilters() {
    return metricFilters.values().stream().map(Ready::filter).toList();
  }

  /// All subscription filters, by name.
  public List<SubscriptionFilter> subscriptions() {
    return subscriptions.values().stream().map(Ready::filter).toList();
  }

  public Collection<Ready<MetricFilter>> readyMetricFilters() {
    return metricFilters.values();
  }

  public Collection<Ready<SubscriptionFilter>> readySubscriptions() {
    return subscriptions.values();
  }

  /// The metric filter `name`, if it is there.
  public Optional<MetricFilter> metricFilter(String name) {
    return Optional.ofNullable(metricFilters.get(name)).map(Ready::filter);
  }

  /// The subscription filter `name`, if it is there.
  public Optional<SubscriptionFilter> subscription(String name) {
    return Optional.ofNullable(subscriptions.get(name)).map(Ready::filter);
  }

  /// How many of them all have regular expressions.
  public int withExpressions() {
    return (int)
        (metricFilters.values().stream().filter(each -> each.pattern.expressions() > 0).count()
            + subscriptions.values().stream()
                .filter(each -> each.pattern.expressions() > 0)
                .count());
  }

  public void put(String name, MetricFilter filter, Transaction transaction) {
    metricFilters.put(name, ready(filter, filter.filterPattern()));
    transaction.put(keys.named(LogsKeys.METRIC_FILTER, name), StoredJson.bytes(filter));
  }

  public void put(String name, SubscriptionFilter filter, Transaction transaction) {
    subscriptions.put(name, ready(filter, filter.filterPattern()));
    transaction.put(keys.named(LogsKeys.SUBSCRIPTION, name), StoredJson.bytes(filter));
  }

  /// Removes a metric filter. False where there is none of that name.
  public boolean removeMetricFilter(String name, Transaction transaction) {
    transaction.delete(keys.named(LogsKeys.METRIC_FILTER, name));
    return metricFilters.remove(name) != null;
  }

  /// Removes a subscription filter. False where there is none of that name.
  public boolean removeSubscription(String name, Transaction transaction) {
    transaction.delete(keys.named(LogsKeys.SUBSCRIPTION, name));
    return subscriptions.remove(name) != null;
  }
}
