package io.waybill.sqs.state;

import io.waybill.engine.partition.View;
import io.waybill.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything that one queue holds, found by reading every key, and each place where keys, cursors
/// and counts contradict each other.
///
/// It costs a look at the whole backlog: for tests and for an operator's doubt, never for a call.
public final class Inventory {
  /// Where a message stands.
  public enum Place {
    VISIBLE,
    IN_FLIGHT,
    DELAYED
  }

  /// One message.
  ///
  /// @param sequence where it is stored; what orders it among the delayed ones if it is delayed
  /// @param visibleAt when it becomes visible; 0 if it is
  public record Held(
      Message message, Place place, long sequence, Attempts attempts, long visibleAt) {}

  private final Queue queue;
  private final View view;
  private final List<Held> held = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<Long, InFlight> flights = new HashMap<>();
  private final Map<Long, Returned.Entry> returned = new HashMap<>();
  private final Map<String, TreeMap<Long, Attempts>> members = new HashMap<>();
  private final Set<Long> stored = new HashSet<>();
  private long oldestVisible = Long.MAX_VALUE;

  private Inventory(Queue queue, View view) {
    this.queue = queue;
    this.view = view;
  }

  public static Inventory of(Queue queue, View view) {
    Inventory inventory = new Inventory(queue, view);
    inventory.readFlight();
    inventory.readReturned();
    inventory.readMembers();
    inventory.readMessages(QueueKeys.FRESH);
    inventory.readMessages(QueueKeys.GROUPED);
    inventory.readDelayed();
    inventory.checkCounts();
    inventory.checkGroups();
    inventory.checkLanes();
    return inventory;
  }

  public List<Held> held() {
    return held;
  }

  /// What is wrong, in words; empty in a sound queue.
  public List<String> problems() {
    return problems;
  }

  public long count(Place place) {
    return held.stream().filter(each -> each.place == place).count();
  }

  /// Whether a receive would get something now.
  public boolean hasReceivable() {
    if (!queue.isFifo()) {
      return count(Place.VISIBLE) > 0;
    }
    return members.values().stream()
        .anyMatch(group -> !group.isEmpty() && !flights.containsKey(group.firstKey()));
  }

  private void scan(char kind, Store.Visitor visitor) {
    view.scan(queue.keys().first(kind), queue.keys().end(kind), visitor);
  }

  private void problem(String words) {
    problems.add(queue.definition().arn() + ": " + words);
  }

  private void readFlight() {
    scan(
        QueueKeys.IN_FLIGHT,
        (key, value) -> {
          InFlight flight = InFlight.read(value);
          flights.put(QueueKeys.number(key), flight);
          if (!flight.equals(queue.flight().get(QueueKeys.number(key)))) {
            problem("stored as in flight, but otherwise in memory: " + flight);
          }
          return true;
        });
    if (flights.size() != queue.flight().size()) {
      problem(flights.size() + " in flight in the store, " + queue.flight().size() + " in memory");
    }
  }

  private void readReturned() {
    Lane lane = queue.returned().lane();
    scan(
        QueueKeys.RETURNED,
        (key, value) -> {
          Returned.Entry entry = Returned.Entry.read(value);
          if (returned.put(entry.sequence(), entry) != null) {
            problem("returned twice: " + entry);
          }
          if (QueueKeys.number(key) < lane.front() || QueueKeys.number(key) >= lane.end()) {
            problem("returned, but outside the cursors: " + entry);
          }
          return true;
        });
    returned.forEach((sequence, entry) -> {
      if (!entry.equals(queue.returned().find(sequence, view))) {
        problem("returned, but its place is not known: " + entry);
      }
    });
  }

  private void readMembers() {
    scan(
        QueueKeys.GROUP_MEMBER,
        (key, value) -> {
          members
              .computeIfAbsent(QueueKeys.text(key), any -> new TreeMap<>())
              .put(QueueKeys.number(key), Attempts.read(value));
          return true;
        });
  }

  private void readMessages(char kind) {
    scan(
        kind,
        (key, value) -> {
          add(kind, QueueKeys.number(key), MessageCodec.read(value));
          return true;
        });
  }

  private void add(char kind, long sequence, Message message) {
    stored.add(sequence);
    InFlight flight = flights.get(sequence);
    Returned.Entry back = returned.get(sequence);
    Attempts member = attemptsAsMember(message.groupId(), sequence);
    if ((kind == QueueKeys.GROUPED) != (message.groupId() != null)) {
      problem("message " + sequence + " is stored under the wrong kind");
    }
    int places = (flight == null ? 0 : 1) + (back == null ? 0 : 1);
    if (queue.isFifo() ? member == null || back != null : member != null && places > 0) {
      problem("message " + sequence + " stands in the wrong lines");
    }
    boolean inLine = kind == QueueKeys.FRESH && sequence >= queue.fresh().front() && places == 0;
    if (places > 1 || (places == 0 && member == null && !inLine)) {
      problem("message " + sequence + " stands in " + places + " places and no line");
    }
    if (flight != null) {
      Attempts attempts = new Attempts(flight.attempt(), flight.firstReceivedAt());
      held.add(new Held(message, Place.IN_FLIGHT, sequence, attempts, flight.visibleAt()));
      return;
    }
    Attempts attempts = back != null ? back.attempts() : member != null ? member : Attempts.NONE;
    oldestVisible = Math.min(oldestVisible, message.sentAt());
    held.add(new Held(message, Place.VISIBLE, sequence, attempts, 0));
  }

  private @Nullable Attempts attemptsAsMember(@Nullable String group, long sequence) {
    TreeMap<Long, Attempts> all = group == null ? null : members.get(group);
    return all == null ? null : all.get(sequence);
  }

  private void readDelayed() {
    long delay = queue.definition().attributes().delaySeconds() * 1000L;
    long[] latest = {0};
    scan(
        QueueKeys.DELAYED,
        (key, value) -> {
          // On a FIFO queue none becomes visible before the one ahead of it.
          latest[0] = Math.max(latest[0], QueueKeys.number(key) + delay);
          long visibleAt = queue.isFifo() ? latest[0] : QueueKeys.millis(key);
          long sequence = queue.isFifo() ? QueueKeys.millis(key) : QueueKeys.number(key);
          held.add(
              new Held(
                  MessageCodec.read(value), Place.DELAYED, sequence, Attempts.NONE, visibleAt));
          return true;
        });
  }

  private void checkCounts() {
    if (count(Place.VISIBLE) != queue.visible()) {
      problem(count(Place.VISIBLE) + " are visible, the count says " + queue.visible());
    }
    if (count(Place.DELAYED) != queue.delayed().count()) {
      problem(count(Place.DELAYED) + " are delayed, the count says " + queue.delayed().count());
    }
    if (oldestVisible < queue.oldestSentAt()) {
      problem("one was sent at " + oldestVisible + ", before all: " + queue.oldestSentAt());
    }
    flights.keySet().stream()
        .filter(sequence -> !stored.contains(sequence))
        .forEach(sequence -> problem("in flight, but not stored: " + sequence));
    returned.keySet().stream()
        .filter(sequence -> !stored.contains(sequence))
        .forEach(sequence -> problem("returned, but not stored: " + sequence));
    members.forEach((group, all) ->
        all.keySet().stream()
            .filter(sequence -> !stored.contains(sequence))
            .forEach(sequence -> problem("in group " + group + ", but not stored: " + sequence)));
  }

  private void checkGroups() {
    members.forEach((name, all) -> {
      boolean ready = !queue.isFifo() || !flights.containsKey(all.firstKey());
      queue
          .groups()
          .problem(name, all.firstKey(), ready, view)
          .ifPresent(words -> problem("group " + name + ": " + words));
    });
    queue.groups().problems(view).forEach(this::problem);
  }

  private void checkLanes() {
    for (Lane lane : List.of(queue.fresh(), queue.returned().lane(), queue.groups().ring())) {
      lane.problem(view).ifPresent(this::problem);
    }
  }
}
