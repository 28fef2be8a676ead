package io.waybill.simulation.delivery;

import io.waybill.shapes.Refusal;
import io.waybill.simulation.Chance;
import io.waybill.simulation.Machine;
import io.waybill.simulation.Violation;
import io.waybill.simulation.delivery.Source.Presence;
import io.waybill.simulation.delivery.Weather.Fate;
import io.waybill.sqs.state.SqsSettings;
import io.waybill.store.StoreFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The model: topics, buses and targets, what was published, and the first violation.
final class Town {
  /// How many of the last lines a failure prints; all of them are rarely wanted.
  private static final int LOG_MAX = Integer.getInteger("simulation.log", 600);

  /// What asks an endpoint to confirm a subscription.
  record Confirmation(Slot slot, String secret) {}

  final Chance chance;
  final Machine machine;
  final Streets streets = new Streets(this);
  final Ledger ledger = new Ledger(this);
  final Replays replays = new Replays(this);
  final Map<String, Source> sources = new LinkedHashMap<>();
  final Map<String, Slot> slots = new LinkedHashMap<>();

  /// What is or may be there of the queues, the targets' own and their dead-letter queues.
  final Map<String, Presence> queues = new LinkedHashMap<>();

  /// What a queue has taken and not yet shown.
  final Map<String, Map<String, Long>> owed = new LinkedHashMap<>();

  private final Set<String> shown = new HashSet<>();
  final List<Confirmation> confirmations = new ArrayList<>();
  final Set<Request<?>> outstanding = new LinkedHashSet<>();

  final EventChanges.Rules rules = new EventChanges.Rules();

  /// Topics and rules that are being changed.
  final Set<String> busy = new HashSet<>();

  private final Deque<String> log = new ArrayDeque<>();
  private final List<String> violations = new ArrayList<>();
  private long moment;
  private int tokens;

  Town(Chance chance) {
    this.chance = chance;
    this.machine = new Machine(chance, new SqsSettings(true, 8 << 20), chance.oneIn(4), streets);
    topic("t1", "t1-h1", "t1-h2", "t1-q1", "t1-q2");
    topic("t2", "t2-h1", "t2-q1");
    topic("t3.fifo", "t3-q1", "t3-q2");
    bus("default", "r1-q1", "r1-h1", "r2-q1", "r2-h1", "r3-t1");
    bus("shop", "r4-q1", "r4-h1");
    sources.values().stream()
        .filter(source -> !source.isTopic)
        .forEach(bus -> replays.add(archive(bus)));
  }

  private Archive archive(Source bus) {
    Set<String> kinds = chance.oneIn(2) ? Set.of() : Governing.kinds(chance);
    return new Archive(bus, kinds, chance.oneIn(2) ? 0 : 1);
  }

  private void topic(String name, String... targets) {
    Source topic = new Source(name, true);
    for (String target : targets) {
      add(target, topic, "");
    }
  }

  private void bus(String name, String... targets) {
    Source bus = new Source(name, false);
    bus.presence = Presence.THERE;
    for (String target : targets) {
      add(target, bus, target.substring(0, 2));
    }
  }

  private void add(String name, Source source, String rule) {
    Slot.Kind kind =
        switch (name.charAt(3)) {
          case 'h' -> Slot.Kind.ENDPOINT;
          case 'q' -> Slot.Kind.QUEUE;
          default -> Slot.Kind.TOPIC;
        };
    Slot slot = new Slot(name, source, kind, rule);
    sources.put(source.name, source);
    source.slots.add(slot);
    slots.put(name, slot);
    queues.put(slot.deadQueue(), Presence.ABSENT);
    if (kind == Slot.Kind.QUEUE) {
      queues.put(slot.queue(), Presence.ABSENT);
    }
  }

  long now() {
    return machine.time().millis();
  }

  long latest() {
    return machine.time().latest();
  }

  /// The next moment, as the model counts: each thing that it learns has one of its own.
  long moment() {
    return ++moment;
  }

  String newToken() {
    return "tok" + tokens++ + "x";
  }

  Slot slot(String name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw new Violation("somebody called a target that is none: " + name);
    }
    return slot;
  }

  Source source(String name) {
    Source source = sources.get(name);
    if (source == null) {
      throw new IllegalArgumentException(name);
    }
    return source;
  }

  /// The target of `rule` that is a topic.
  Slot topicOf(String rule) {
    return slot(rule + "-t1");
  }

  /// A rule's target that is a topic gets an event: the topic may have it as a message of its own.
  void publishedFor(Slot slot, String token) {
    Source topic = source("t2");
    Posting before = ledger.find(token, topic);
    if (before == null) {
      ledger.add(new Posting(token, topic, "", "", moment(), now()));
    } else {
      before.copies++;
    }
    if (slot.kind != Slot.Kind.TOPIC) {
      throw new IllegalArgumentException(slot.name);
    }
  }

  Fate deadLetterFate() {
    return chance.oneIn(8)
        ? chance.of(List.of(Fate.FAULT, Fate.BUSY, Fate.TAKEN_UNTOLD))
        : Fate.TAKEN;
  }

  /// A queue or a topic has taken what was brought.
  void arrived(Slot slot, String token, boolean deadLetter) {
    if (slot.kind == Slot.Kind.TOPIC && !deadLetter) {
      Posting posting = ledger.find(token, source("t2"));
      if (posting != null && posting.copies == 1) {
        ledger.accepted(posting);
      }
      return;
    }
    String queue = deadLetter ? slot.deadQueue() : slot.queue();
    if (!shown.contains(queue + token)) {
      owed.computeIfAbsent(queue, any -> new LinkedHashMap<>()).putIfAbsent(token, latest());
    }
  }

  /// Somebody received it.
  void received(String queue, String token) {
    Slot slot = slot(queue.replace("dead-", "").replace(".fifo", ""));
    Violation.unless(
        ledger.find(token, slot.source) != null, queue + " has " + token + ", which nobody sent");
    shown.add(queue + token);
    owed.computeIfAbsent(queue, any -> new LinkedHashMap<>()).remove(token);
  }

  /// A queue is or may be deleted: nobody will see what it has.
  void emptied(String queue) {
    owed.remove(queue);
  }

  void requireMayRefuse(Slot slot, boolean deadLetter, Refusal refusal) {
    boolean toTopic = slot.kind == Slot.Kind.TOPIC && !deadLetter;
    Presence presence =
        toTopic
            ? source("t2").presence
            : queues.getOrDefault(deadLetter ? slot.deadQueue() : slot.queue(), Presence.ABSENT);
    Violation.unless(
        presence != Presence.THERE || isBeingGoverned(toTopic ? "t2" : "queues"),
        slot + " was refused: " + refusal.text());
  }

  private boolean isBeingGoverned(String what) {
    return busy.contains(what);
  }

  void requireMayFail(Throwable cause) {
    Violation.unless(cause instanceof StoreFailure, "a delivery failed: " + cause);
  }

  void log(String line) {
    if (log.size() == LOG_MAX) {
      log.removeFirst();
    }
    log.addLast(now() % 1_000_000_000 + " " + line);
  }

  /// Runs what the server calls: what is wrong there is told at the end of the step.
  void guard(Runnable action) {
    try {
      action.run();
    } catch (Violation violation) {
      violations.add(String.valueOf(violation.getMessage()));
    } catch (RuntimeException bug) {
      StringBuilder text = new StringBuilder(bug.toString());
      for (StackTraceElement each : bug.getStackTrace()) {
        text.append("\n  ").append(each);
      }
      violations.add(text.toString());
    }
  }

  /// Throws what was found wrong, if anything was.
  void check() {
    if (!violations.isEmpty()) {
      throw new Violation(violations.getFirst() + "\n" + String.join("\n", log));
    }
  }
}
