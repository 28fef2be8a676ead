package io.waybill.eventbridge.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Letter;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.RuleTarget;
import io.waybill.eventbridge.state.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/// Takes an event to the targets of the rules that it matches: all of them together, or none.
final class Routing {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// An event that is on a bus.
  ///
  /// @param forwarded whether it came from another bus
  record OnItsWay(UUID id, String text, boolean forwarded, String traceHeader) {}

  private Routing() {}

  /// Matches `event` against the rules of `bus`.
  ///
  /// @param which the rules that may have it
  static void route(Bus bus, OnItsWay event, Predicate<RuleDefinition> which, Step step) {
    if (bus.ruleCount() == 0) {
      return;
    }
    List<RuleDefinition> rules = bus.matching(parsed(event.text));
    deliver(bus, event, rules.stream().filter(which).toList(), step);
  }

  /// Takes `event` to the targets of `rules`.
  static void deliver(Bus bus, OnItsWay event, List<RuleDefinition> rules, Step step) {
    List<Long> targets = new ArrayList<>();
    for (RuleDefinition rule : rules) {
      bus.metrics(rule.name()).matchedEvents++;
      String what = rule.isManaged() ? "Archived" : "Matched";
      step.trail(event.id, what, Names.rule(bus.arn(), rule.name()), Map.of());
      if (rule.isManaged()) {
        step.buses().archives().add(bus.arn(), rule, event.text, step);
      } else {
        rule.targets().stream().map(RuleTarget::number).forEach(targets::add);
      }
    }
    if (!targets.isEmpty()) {
      Letter letter =
          new Letter(event.id, step.now(), event.forwarded, event.traceHeader, targets, event.text);
      step.buses().outbox().accept(letter.bytes(), step.transaction(), step.stamp());
    }
  }

  private static JsonNode parsed(String event) {
    try {
      return JSON.readTree(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that was accepted is not JSON", e);
    }
  }
}
