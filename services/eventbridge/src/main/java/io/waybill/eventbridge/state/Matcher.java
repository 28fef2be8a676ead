package io.waybill.eventbridge.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.GenericMachine;

/// The patterns of a bus's rules, compiled into one machine: matching costs with the event, not
/// with the number of rules.
final class Matcher {
  private final GenericMachine<String> machine = GenericMachine.<String>builder().build();

  /// @param pattern one that was checked
  void add(String rule, String pattern) {
    try {
      machine.addRule(rule, pattern);
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern does not compile: " + pattern, e);
    }
  }

  /// @param pattern the one that `rule` was added with
  void remove(String rule, String pattern) {
    try {
      machine.deleteRule(rule, pattern);
    } catch (IOException e) {
      throw new IllegalStateException("a checked pattern does not compile: " + pattern, e);
    }
  }

  /// The rules that `event` matches, in no order.
  List<String> matches(JsonNode event) {
    return machine.rulesForJSONEvent(event);
  }
}
