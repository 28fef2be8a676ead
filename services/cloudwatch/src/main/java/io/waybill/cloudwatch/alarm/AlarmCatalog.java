package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.model.World;
import io.waybill.core.Arn;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// All alarms of the server by account, region and name: what listing reads. It follows the
/// partitions after each commit. Safe for many threads.
public final class AlarmCatalog {
  private static final int DEPENDENTS_MAX = 10_000;

  private final ConcurrentSkipListMap<String, Alarm> byPlace = new ConcurrentSkipListMap<>();
  private final Map<Arn, Set<Arn>> parents = new ConcurrentHashMap<>();

  void put(Alarm alarm) {
    @Nullable Alarm before = byPlace.put(alarm.world().place() + alarm.name(), alarm);
    if (before == null || !before.rule().equals(alarm.rule())) {
      alarm
          .children()
          .forEach(each ->
              parents.computeIfAbsent(each, _ -> ConcurrentHashMap.newKeySet()).add(alarm.arn()));
      if (before != null) {
        List<Arn> still = alarm.children();
        before.children().stream()
            .filter(each -> !still.contains(each))
            .forEach(each -> forget(each, alarm.arn()));
      }
    }
  }

  void remove(Alarm alarm) {
    byPlace.remove(alarm.world().place() + alarm.name());
    alarm.children().forEach(each -> forget(each, alarm.arn()));
  }

  private void forget(Arn child, Arn parent) {
    parents.computeIfPresent(
        child,
        (_, all) -> {
          all.remove(parent);
          return all.isEmpty() ? null : all;
        });
  }

  /// The composite alarms whose rules name `alarm`, by their ARNs.
  public List<Arn> parents(Arn alarm) {
    return parents.getOrDefault(alarm, Set.of()).stream()
        .sorted(Comparator.comparing(Arn::toString))
        .toList();
  }

  /// Whether `alarm` is among what its rule depends on.
  boolean dependsOnItself(Alarm alarm) {
    Set<Arn> seen = new HashSet<>();
    ArrayDeque<Arn> open = new ArrayDeque<>(alarm.children());
    while (!open.isEmpty() && seen.size() < DEPENDENTS_MAX) {
      Arn next = open.remove();
      if (next.equals(alarm.arn())) {
        return true;
      }
      if (seen.add(next)) {
        find(next).ifPresent(each -> open.addAll(each.children()));
      }
    }
    return false;
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
