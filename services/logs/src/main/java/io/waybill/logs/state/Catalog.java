package io.waybill.logs.state;

import io.waybill.core.Arn;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/// All groups of the server by account, region and name: what listing reads. It follows the
/// partitions after each commit. Safe for many threads.
public final class Catalog {
  /// A group and how many bytes it has taken.
  public record Listed(GroupDefinition definition, long storedBytes) {}

  private final ConcurrentSkipListMap<String, Listed> byPlace = new ConcurrentSkipListMap<>();

  void put(GroupDefinition definition, long storedBytes) {
    byPlace.put(place(definition.arn()), new Listed(definition, storedBytes));
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

  private static String place(Arn arn) {
    return arn.account() + '/' + arn.region() + '/' + arn.resource();
  }
}
