package io.waybill.eventbridge.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.core.Arn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One event bus: its definition and its rules.
public final class Bus {
  private BusDefinition definition;
  private final TreeMap<String, RuleDefinition> rules = new TreeMap<>();
  private final Matcher matcher = new Matcher();
  private final Map<String, RuleMetrics> metrics = new HashMap<>();

  Bus(BusDefinition definition) {
    this.definition = definition;
  }

  public BusDefinition definition() {
    return definition;
  }

  public Arn arn() {
    return definition.arn();
  }

  void define(BusDefinition changed) {
    definition = changed;
  }

  public Optional<RuleDefinition> rule(String name) {
    return Optional.ofNullable(rules.get(name));
  }

  public int ruleCount() {
    return rules.size();
  }

  /// The rules from the name `from` on, by name.
  ///
  /// @param inclusive whether one of that very name is among them
  public SortedMap<String, RuleDefinition> rulesFrom(String from, boolean inclusive) {
    return rules.tailMap(from, inclusive);
  }

  public Collection<RuleDefinition> rules() {
    return rules.values();
  }

  /// What the rule `name` has done.
  public RuleMetrics metrics(String name) {
    return metrics.computeIfAbsent(name, any -> new RuleMetrics());
  }

  /// The enabled rules that `event` matches, by name.
  public List<RuleDefinition> matching(JsonNode event) {
    List<RuleDefinition> matching = new ArrayList<>();
    for (String name : matcher.matches(event)) {
      matching.add(Objects.requireNonNull(rules.get(name)));
    }
    matching.sort((a, b) -> a.name().compareTo(b.name()));
    return matching;
  }

  /// Takes `rule` in, in place of the one of its name.
  void put(RuleDefinition rule) {
    RuleDefinition before = rules.put(rule.name(), rule);
    String patternBefore = before == null ? "" : matchedPattern(before);
    String pattern = matchedPattern(rule);
    if (patternBefore.equals(pattern)) {
      return;
    }
    if (!patternBefore.isEmpty()) {
      matcher.remove(rule.name());
    }
    if (!pattern.isEmpty()) {
      matcher.add(rule.name(), pattern);
    }
  }

  void remove(RuleDefinition rule) {
    rules.remove(rule.name());
    metrics.remove(rule.name());
    String pattern = matchedPattern(rule);
    if (!pattern.isEmpty()) {
      matcher.remove(rule.name());
    }
  }

  /// What the machine knows of `rule`; empty where it knows it not.
  private static String matchedPattern(RuleDefinition rule) {
    return rule.isEnabled() ? rule.pattern() : "";
  }
}
