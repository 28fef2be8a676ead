package io.waybill.eventbridge.state;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.eventbridge.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/// Things of one kind by account, region and name. Safe for many threads.
public final class Shelf<T> {
  private final ConcurrentSkipListMap<String, T> byPlace = new ConcurrentSkipListMap<>();
  private final Set<String> reserved = ConcurrentHashMap.newKeySet();

  /// Keeps a free name for whoever is about to make a thing of it, in whichever partition. False
  /// where there is one, or another caller is about to make it.
  ///
  /// A record of names in a partition of its own was rejected: making a thing would take two
  /// commits, and one that failed in between would have to be found and undone.
  public boolean reserve(String account, String region, String name) {
    String place = Names.place(account, region, name);
    if (!reserved.add(place)) {
      return false;
    }
    boolean free = !byPlace.containsKey(place);
    if (!free) {
      reserved.remove(place);
    }
    return free;
  }

  /// The thing is made, or will not be.
  public void release(String account, String region, String name) {
    reserved.remove(Names.place(account, region, name));
  }

  void put(String account, String region, String name, T thing) {
    byPlace.put(Names.place(account, region, name), thing);
  }

  void remove(String account, String region, String name) {
    byPlace.remove(Names.place(account, region, name));
  }

  public Optional<T> find(String account, String region, String name) {
    return Optional.ofNullable(byPlace.get(Names.place(account, region, name)));
  }

  /// Up to `most` things of one account and region that pass `filter` and whose names begin with
  /// `prefix`, by name, behind the name `after`.
  public List<T> list(
      AccountId account,
      Region region,
      String prefix,
      String after,
      int most,
      Predicate<? super T> filter) {
    String begin = Names.place(account.digits(), region.name(), prefix);
    String behind = Names.place(account.digits(), region.name(), after);
    boolean goesOn = !after.isEmpty() && behind.compareTo(begin) >= 0;
    List<T> found = new ArrayList<>();
    for (var entry : byPlace.tailMap(goesOn ? behind : begin, !goesOn).entrySet()) {
      if (found.size() == most || !entry.getKey().startsWith(begin)) {
        break;
      }
      if (filter.test(entry.getValue())) {
        found.add(entry.getValue());
      }
    }
    return found;
  }

  public int count(AccountId account, Region region) {
    return list(account, region, "", "", Integer.MAX_VALUE, any -> true).size();
  }

  /// Everything, by place.
  public List<T> all() {
    return List.copyOf(byPlace.values());
  }
}
