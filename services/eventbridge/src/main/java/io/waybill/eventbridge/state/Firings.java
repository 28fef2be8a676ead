package io.waybill.eventbridge.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.eventbridge.model.Schedule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// When the scheduled rules of a partition fire next: an index of times, each stored, so that a
/// restart neither forgets nor repeats one.
final class Firings {
  private static final int VERSION = 1;

  /// A rule that is due at some time.
  record Firing(long millis, String bus, String rule) implements Comparable<Firing> {
    @Override
    public int compareTo(Firing other) {
      int byTime = Long.compare(millis, other.millis);
      int byBus = byTime != 0 ? byTime : bus.compareTo(other.bus);
      return byBus != 0 ? byBus : rule.compareTo(other.rule);
    }
  }

  private record Place(String bus, String rule) {}

  private final EventKeys keys;
  private final TreeSet<Firing> inOrder = new TreeSet<>();
  private final Map<Place, Firing> byPlace = new HashMap<>();

  Firings(EventKeys keys, View view) {
    this.keys = keys;
    view.scan(
        keys.single(EventKeys.NEXT_FIRE),
        keys.end(EventKeys.NEXT_FIRE),
        (key, value) -> {
          ByteReader in = new ByteReader(value);
          in.version(VERSION);
          add(new Firing(in.u64(), EventKeys.bus(key), EventKeys.name(key)));
          return true;
        });
  }

  private void add(Firing firing) {
    inOrder.add(firing);
    byPlace.put(new Place(firing.bus, firing.rule), firing);
  }

  long nextDue() {
    return inOrder.isEmpty() ? Long.MAX_VALUE : inOrder.first().millis;
  }

  Optional<Firing> due(long nowMillis) {
    return nextDue() <= nowMillis ? Optional.of(inOrder.first()) : Optional.empty();
  }

  /// `rule` was made or changed: it fires by its schedule from now on, and one whose schedule is
  /// the same as before goes on as it was.
  void changed(
      String bus,
      Optional<RuleDefinition> before,
      RuleDefinition rule,
      long nowMillis,
      Transaction transaction) {
    String schedule = schedule(rule);
    if (schedule.equals(before.map(Firings::schedule).orElse(""))) {
      return;
    }
    remove(bus, rule.name(), transaction);
    if (!schedule.isEmpty()) {
      set(bus, rule.name(), Schedule.parse(schedule).next(nowMillis), transaction);
    }
  }

  private static String schedule(RuleDefinition rule) {
    return rule.isEnabled() ? rule.schedule() : "";
  }

  /// Sets when a rule fires next; Long.MAX_VALUE for never again.
  void set(String bus, String rule, long millis, Transaction transaction) {
    remove(bus, rule, transaction);
    if (millis < Long.MAX_VALUE) {
      add(new Firing(millis, bus, rule));
      transaction.put(
          keys.named(EventKeys.NEXT_FIRE, bus, rule),
          new ByteWriter(9).u8(VERSION).u64(millis).bytes());
    }
  }

  void remove(String bus, String rule, Transaction transaction) {
    Firing firing = byPlace.remove(new Place(bus, rule));
    if (firing != null) {
      inOrder.remove(firing);
      transaction.delete(keys.named(EventKeys.NEXT_FIRE, bus, rule));
    }
  }
}
