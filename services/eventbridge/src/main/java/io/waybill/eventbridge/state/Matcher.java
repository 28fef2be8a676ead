package io.waybill.eventbridge.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.GenericMachine;

/// The patterns of a bus's rules, compiled into one machine: matching costs with the event, not
/// with the number of rules.
///
/// Nothing is ever taken out of a machine: Ruler 2.1.0 forgets parts of other rules where one is
/// deleted that shares values with them (aws/event-ruler, issues 255, 259 and 260), and their
/// events would be lost. What was removed stays in it, is left out of what matches, and goes when
/// there is more of it than of the rest and all is compiled anew.
final class Matcher {
  /// A pattern that a rule has or had.
  private record Entry(String rule, long number) {}

  private record Held(Entry entry, String pattern) {}

  private static final int STALE_MIN = 100;

  private final Map<String, Held> current = new HashMap<>();
  private GenericMachine<Entry> machine = GenericMachine.<Entry>builder().build();
  private long lastNumber;
  private int stale;

  /// @param pattern one that was checked
  void add(String rule, String pattern) {
    Held held = new Held(new Entry(rule, ++lastNumber), pattern);
    if (current.put(rule, held) != null) {
      stale++;
    }
    compile(held);
  }

  void remove(String rule) {
    if (current.remove(rule) == null) {
      return;
    }
    stale++;
    if (stale > STALE_MIN && stale > current.size()) {
      machine = GenericMachine.<Entry>builder().build();
      current.values().forEach(this::compile);
      stale = 0;
    }
  }

  private void compile(Held held) {
    try {
      machine.addRule(held.entry, held.pattern);
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern does not compile: " + held.pattern, e);
    }
  }

  /// The rules that `event` matches, in no order.
  List<String> matches(JsonNode event) {
    return machine.rulesForJSONEvent(event).stream()
        .filter(entry -> {
          Held held = current.get(entry.rule);
          return held != null && held.entry.equals(entry);
        })
        .map(Entry::rule)
        .toList();
  }
}
