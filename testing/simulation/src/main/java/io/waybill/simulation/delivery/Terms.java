package io.waybill.simulation.delivery;

import java.util.Set;
import java.util.TreeSet;

/// On which terms a target is there.
///
/// @param kinds what it wants; empty where it wants all
/// @param deadLetters whether it has a dead-letter queue
record Terms(Set<String> kinds, Patience patience, boolean deadLetters) {
  static final Set<String> KINDS = Set.of("a", "b", "c");

  boolean match(String kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }

  Terms wanting(Set<String> others) {
    return new Terms(others, patience, deadLetters);
  }

  /// As a filter policy, or a part of a pattern: `{"kind":["a"]}`.
  String filter() {
    StringBuilder out = new StringBuilder("{\"kind\":[");
    for (String kind : new TreeSet<>(kinds)) {
      out.append(out.charAt(out.length() - 1) == '[' ? "\"" : ",\"").append(kind).append('"');
    }
    return out.append("]}").toString();
  }
}
