package io.waybill.lambda.mapping;

import io.waybill.lambda.api.Filter;
import io.waybill.lambda.api.FilterCriteria;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.json.JsonValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.JsonRuleCompiler;

/// A mapping's filter criteria, compiled: a message passes if one of them matches.
final class Filters {
  private static final Logger LOG = LoggerFactory.getLogger(Filters.class);

  /// AWS: more need a higher quota.
  private static final int COUNT_MAX = 5;

  private static final int PATTERN_MAX = 4_096;

  private final Optional<GenericMachine<Rule>> machine;

  /// One of the criteria.
  private record Rule(int number, Optional<Body> body) {}

  /// What a body is, or what a pattern expects of it.
  private enum Body {
    JSON,
    TEXT
  }

  private Filters(Optional<GenericMachine<Rule>> machine) {
    this.machine = machine;
  }

  /// Compiles what was checked.
  static Filters of(@Nullable FilterCriteria criteria) {
    List<Filter> filters = list(criteria);
    if (filters.isEmpty()) {
      return new Filters(Optional.empty());
    }
    GenericMachine<Rule> machine = GenericMachine.<Rule>builder().build();
    for (int i = 0; i < filters.size(); i++) {
      String pattern = pattern(filters.get(i));
      try {
        machine.addRule(new Rule(i, expected(pattern)), pattern);
      } catch (IOException e) {
        throw new IllegalStateException("a checked pattern does not compile", e);
      }
    }
    return new Filters(Optional.of(machine));
  }

  /// Refuses criteria that AWS would not take.
  static void check(@Nullable FilterCriteria criteria) {
    List<Filter> filters = list(criteria);
    if (filters.size() > COUNT_MAX) {
      throw Refusals.invalid(
          "Filter Criteria has exceeded maximum allowed number of filters: " + COUNT_MAX);
    }
    for (Filter each : filters) {
      String pattern = pattern(each);
      if (pattern.length() > PATTERN_MAX || JsonRuleCompiler.check(pattern) != null) {
        throw Refusals.invalid("Invalid filter pattern definition.");
      }
    }
  }

  private static List<Filter> list(@Nullable FilterCriteria criteria) {
    return criteria == null || criteria.filters() == null ? List.of() : criteria.filters();
  }

  private static String pattern(Filter filter) {
    return filter.pattern() == null ? "" : filter.pattern();
  }

  /// What `pattern` expects a body to be; empty where it says nothing of bodies.
  private static Optional<Body> expected(String pattern) {
    return JsonValue.parseObject(pattern)
        .flatMap(members -> members.get("body"))
        .map(body -> body instanceof JsonValue.Obj ? Body.JSON : Body.TEXT);
  }

  /// Whether the function shall get `message`. AWS: a body that is JSON is matched by its members,
  /// any other as text; one that is not what the pattern expects matches nothing, also where the
  /// pattern asks for what is not there.
  boolean pass(Received message) {
    if (machine.isEmpty()) {
      return true;
    }
    Map<String, JsonValue> seen = new LinkedHashMap<>(message.event().members());
    Optional<JsonValue> json = structure(seen.get("body"));
    json.ifPresent(body -> seen.put("body", body));
    Body found = json.isPresent() ? Body.JSON : Body.TEXT;
    try {
      return machine.get().rulesForJSONEvent(new JsonValue.Obj(seen).render()).stream()
          .anyMatch(rule -> rule.body().isEmpty() || rule.body().get() == found);
    } catch (Exception unreadable) { // Ruler declares no narrower one
      LOG.warn("A filter could not read message {}: it passes", message.id(), unreadable);
      return true;
    }
  }

  /// The object or list that is written in `body`.
  private static Optional<JsonValue> structure(@Nullable JsonValue body) {
    return body instanceof JsonValue.Text(String text)
        ? JsonValue.parse(text)
            .filter(value -> value instanceof JsonValue.Obj || value instanceof JsonValue.Arr)
        : Optional.empty();
  }
}
