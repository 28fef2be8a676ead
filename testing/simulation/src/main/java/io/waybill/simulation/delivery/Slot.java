package io.waybill.simulation.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a target may be: a place for one subscription of a topic, or for one target of a rule.
final class Slot {
  enum Kind {
    ENDPOINT,
    QUEUE,
    TOPIC
  }

  /// How things stood, or may have stood, between two moments.
  static final class State {
    final Optional<Terms> terms;
    final long from;
    long until = Long.MAX_VALUE;

    private State(Optional<Terms> terms, long from) {
      this.terms = terms;
      this.from = from;
    }

    private boolean overlaps(long since) {
      return until >= since;
    }
  }

  final String name;
  final Source source;
  final Kind kind;

  /// The rule that it belongs to; empty with topics.
  final String rule;

  Weather weather = Weather.FAIR;

  /// Of a subscription that is there, or of an API destination.
  String arn = "";

  /// How many attempts are under way.
  int underWay;

  /// The highest number of a message that was tried, by group.
  final Map<String, Long> highest = new HashMap<>();

  private final List<State> states = new ArrayList<>();

  Slot(String name, Source source, Kind kind, String rule) {
    this.name = name;
    this.source = source;
    this.kind = kind;
    this.rule = rule;
    states.add(new State(Optional.empty(), 0));
  }

  boolean isOrdered() {
    return source.isFifo();
  }

  /// Whether only so many attempts a second may begin: with API destinations.
  boolean isPaced() {
    return kind == Kind.ENDPOINT && !isOfTopic();
  }

  boolean isOfTopic() {
    return rule.isEmpty();
  }

  String ending() {
    return source.isFifo() ? ".fifo" : "";
  }

  String queue() {
    return name + ending();
  }

  String deadQueue() {
    return "dead-" + name + ending();
  }

  /// From now on this may be so.
  State mayBe(Optional<Terms> terms, long now) {
    State state = new State(terms, now);
    states.add(state);
    return state;
  }

  /// From now on it is so, and nothing else.
  void is(State state, long now) {
    for (State each : states) {
      if (each != state) {
        each.until = Math.min(each.until, now);
      }
    }
  }

  /// It never was so.
  void neverWas(State state) {
    states.remove(state);
  }

  /// What the server says of it settles what was in doubt. False where that can't be.
  boolean learn(Optional<Terms> terms, long now) {
    for (State each : List.copyOf(states)) {
      if (each.until == Long.MAX_VALUE && each.terms.equals(terms)) {
        is(each, now);
        return true;
      }
    }
    return false;
  }

  boolean isKnown() {
    return states.stream().filter(each -> each.until == Long.MAX_VALUE).count() == 1;
  }

  /// How it is; empty where that is in doubt too.
  Optional<Terms> terms() {
    return states.stream()
        .filter(each -> isKnown() && each.until == Long.MAX_VALUE)
        .findFirst()
        .flatMap(each -> each.terms);
  }

  /// The terms that may have been in force at some time since then.
  Stream<Terms> possible(long since) {
    return states.stream()
        .filter(each -> each.overlaps(since))
        .flatMap(each -> each.terms.stream());
  }

  /// Whether it was there all the time since then, and wanted `kind`.
  boolean surelyWants(String kind, long since) {
    return states.stream()
        .filter(each -> each.overlaps(since))
        .allMatch(each -> each.terms.filter(terms -> terms.match(kind)).isPresent());
  }

  boolean mayWant(String kind, long since) {
    return possible(since).anyMatch(terms -> terms.match(kind));
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(name).append(' ').append(weather);
    for (State each : states) {
      if (each.until == Long.MAX_VALUE) {
        out.append(' ').append(each.terms);
      }
    }
    return out.toString();
  }
}
