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

  private final Optional<GenericMachine<String>> machine;

  private Filters(Optional<GenericMachine<String>> machine) {
    this.machine = machine;
  }

  /// Compiles what was checked.
  static Filters of(@Nullable FilterCriteria criteria) {
    List<Filter> filters = list(criteria);
    if (filters.isEmpty()) {
      return new Filters(Optional.empty());
    }
    GenericMachine<String> machine = GenericMachine.<String>builder().build();
    for (int i = 0; i < filters.size(); i++) {
      try {
        machine.addRule(String.valueOf(i), pattern(filters.get(i)));
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

  /// Whether the function shall get `message`. AWS: a body that is JSON is matched by its members,
  /// any other as text.
  boolean pass(Received message) {
    if (machine.isEmpty()) {
      return true;
    }
    Map<String, JsonValue> seen = new LinkedHashMap<>(message.event().members());
    if (seen.get("body") instanceof JsonValue.Text(String body)) {
      JsonValue.parseObject(body).ifPresent(object -> seen.put("body", object));
    }
    try {
      return !machine.get().rulesForJSONEvent(new JsonValue.Obj(seen).render()).isEmpty();
    } catch (Exception unreadable) { // Ruler declares no narrower one
      LOG.warn("A filter could not read message {}: it passes", message.id(), unreadable);
      return true;
    }
  }
}
