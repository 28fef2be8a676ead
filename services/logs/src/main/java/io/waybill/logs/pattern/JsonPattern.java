package io.waybill.logs.pattern;

import io.waybill.shapes.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A filter pattern of JSON: `{ $.level = "ERROR" && ($.n > 3 || $.user NOT EXISTS) }`. Messages
/// that are no JSON objects are not wanted.
record JsonPattern(Condition condition, List<Selector> selectors, int expressions)
    implements FilterPattern {
  JsonPattern {
    selectors = List.copyOf(selectors);
  }

  /// What a document may have to be.
  sealed interface Condition {
    boolean holds(JsonValue.Obj document);

    /// Every one of `all`.
    record And(List<Condition> all) implements Condition {
      @Override
      public boolean holds(JsonValue.Obj document) {
        return all.stream().allMatch(each -> each.holds(document));
      }
    }

    /// At least one of `any`.
    record Or(List<Condition> any) implements Condition {
      @Override
      public boolean holds(JsonValue.Obj document) {
        return any.stream().anyMatch(each -> each.holds(document));
      }
    }

    /// AWS: a selector that leads nowhere, or to an object or array, compares with nothing.
    record Compared(Selector selector, Comparison comparison) implements Condition {
      @Override
      public boolean holds(JsonValue.Obj document) {
        return selector.textsIn(document).anyMatch(comparison::holds);
      }
    }

    /// `IS NULL`, `IS TRUE`, `IS FALSE`.
    record Is(Selector selector, JsonValue wanted) implements Condition {
      @Override
      public boolean holds(JsonValue.Obj document) {
        return selector.in(document).contains(wanted);
      }
    }

    /// `EXISTS`, and with a `NOT` before it.
    record Exists(Selector selector, boolean wanted) implements Condition {
      @Override
      public boolean holds(JsonValue.Obj document) {
        return selector.in(document).isEmpty() != wanted;
      }
    }
  }

  @Override
  public boolean matches(Message message) {
    return message.json().filter(condition::holds).isPresent();
  }

  @Override
  public Map<String, String> values(Message message) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Selector each : selectors) {
      value(each, message).ifPresent(value -> values.put(each.text(), value));
    }
    return values;
  }

  @Override
  public Optional<String> value(String selector, Message message) {
    try {
      return value(Selector.parse(selector), message);
    } catch (Malformed none) {
      return Optional.empty();
    }
  }

  private static Optional<String> value(Selector selector, Message message) {
    return message.json().flatMap(json -> selector.textsIn(json).findFirst());
  }
}
