package io.waybill.logs.state;

import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.logs.api.ResourcePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The resource policies of the accounts and regions whose home is one partition: which services
/// may write into their groups.
public final class Policies {
  private final KeySpace shared;
  private final TreeMap<String, ResourcePolicy> byPlace = new TreeMap<>();

  Policies(KeySpace shared, View view) {
    this.shared = shared;
    view.scan(
        shared.first(LogsKeys.POLICY),
        shared.end(LogsKeys.POLICY),
        (key, value) -> {
          byPlace.put(KeySpace.name(key), ResourcePolicy.read(StoredJson.reader(value)));
          return true;
        });
  }

  /// Those of `world`, an account and a region, by name.
  public List<ResourcePolicy> of(String world) {
    return new ArrayList<>(byPlace.subMap(world + '/', world + '0').values());
  }

  /// Stores `policy`, new or changed, under its `name`.
  public void put(String world, String name, ResourcePolicy policy, Transaction transaction) {
    String place = world + '/' + name;
    byPlace.put(place, policy);
    transaction.put(shared.named(LogsKeys.POLICY, place), StoredJson.bytes(policy));
  }

  /// Removes a policy. False where there is none of that name.
  public boolean remove(String world, String name, Transaction transaction) {
    String place = world + '/' + name;
    transaction.delete(shared.named(LogsKeys.POLICY, place));
    return byPlace.remove(place) != null;
  }
}
