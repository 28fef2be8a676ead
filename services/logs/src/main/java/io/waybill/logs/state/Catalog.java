package io.waybill.logs.state;

import io.waybill.core.Arn;
import io.waybill.logs.api.MetricFilter;
import io.waybill.logs.api.SubscriptionFilter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// All groups of the server by account, region and name: what listing reads. It follows the
/// partitions after each commit. Safe for many threads.
public final class Catalog {
  /// A group, how many bytes it has taken, and its filters by name.
  public record Listed(
      GroupDefinition definition,
      long storedBytes,
      List<MetricFilter> metricFilters,
      List<SubscriptionFilter> subscriptions) {
    static Listed of(LogGroup group) {
      return new Listed(
          group.definition(),
          group.storedBytes(),
          group.filters().metricFilters(),
          group.filters().subscriptions());
    }
  }

  private final ConcurrentSkipListMap<String, Listed> byPlace = new ConcurrentSkipListMap<>();

  void put(Listed listed) {
    byPlace.put(place(listed.definition.arn()), listed);
  }

  void remove(Arn arn) {
    byPlace.remove(place(arn));
  }

  /// The groups of `world`, an account and region, behind the name `after`.
  public List<Listed> behind(String world, String after) {
    String from = world + '/' + GroupDefinition.KIND + after;
    return byPlace.tailMap(from, after.isEmpty()).entrySet().stream()
        .takeWhile(each -> each.getKey().startsWith(world + '/'))
        .map(java.util.Map.Entry::getValue)
        .toList();
  }

  /// The group `arn`, if it is there.
  public Optional<Listed> find(Arn arn) {
    return Optional.ofNullable(byPlace.get(place(arn)));
  }

  private static String place(Arn arn) {
    return arn.account() + '/' + arn.region() + '/' + arn.resource();
  }
}
