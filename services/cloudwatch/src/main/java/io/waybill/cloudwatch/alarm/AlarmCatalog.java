package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.model.World;
import io.waybill.core.Arn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// All alarms of the server by account, region and name: what listing reads. It follows the
/// partitions after each commit. Safe for many threads.
public final class AlarmCatalog {
  private final ConcurrentSkipListMap<String, Alarm> byPlace = new ConcurrentSkipListMap<>();

  void put(Alarm alarm) {
    byPlace.put(alarm.world().place() + alarm.name(), alarm);
  }

  void remove(Alarm alarm) {
    byPlace.remove(alarm.world().place() + alarm.name());
  }

  /// The alarm `arn`, if it is there.
  public Optional<Alarm> find(Arn arn) {
    return Optional.ofNullable(
        byPlace.get(
            arn.account()
                + '/'
                + arn.region()
                + '/'
                + arn.resource().substring(Alarm.KIND.length())));
  }

  /// The alarms of `world` whose names begin with `prefix`, by name.
  public List<Alarm> of(World world, String prefix) {
    String from = world.place() + prefix;
    return byPlace.tailMap(from).entrySet().stream()
        .takeWhile(each -> each.getKey().startsWith(from))
        .map(java.util.Map.Entry::getValue)
        .toList();
  }
}
