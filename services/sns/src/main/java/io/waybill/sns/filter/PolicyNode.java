package io.waybill.sns.filter;

import io.waybill.shapes.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One object of a filter policy: all its keys must match, and of each `$or` one alternative.
///
/// @param keys the keys that hold arrays of conditions
/// @param nested the keys that hold objects
/// @param alternatives each `$or`
record PolicyNode(
    Map<String, List<Condition>> keys,
    Map<String, PolicyNode> nested,
    List<List<PolicyNode>> alternatives) {
  private static final JsonValue.Obj EMPTY = new JsonValue.Obj(Map.of());

  /// The path of the first key that `object` fails at; empty if it matches.
  Optional<String> mismatch(JsonValue.Obj object) {
    for (Map.Entry<String, List<Condition>> key : keys.entrySet()) {
      if (!matches(key.getValue(), object.members().get(key.getKey()))) {
        return Optional.of(key.getKey());
      }
    }
    for (Map.Entry<String, PolicyNode> key : nested.entrySet()) {
      Optional<String> below = mismatchBelow(key.getValue(), object.members().get(key.getKey()));
      if (below.isPresent()) {
        return Optional.of(key.getKey() + "." + below.get());
      }
    }
    for (List<PolicyNode> nodes : alternatives) {
      if (nodes.stream().noneMatch(node -> node.mismatch(object).isEmpty())) {
        return Optional.of("$or");
      }
    }
    return Optional.empty();
  }

  private static boolean matches(List<Condition> conditions, @Nullable JsonValue value) {
    return switch (value) {
      case null -> absent(conditions);
      case JsonValue.Arr(List<JsonValue> items) -> {
        if (items.isEmpty()) {
          yield absent(conditions);
        }
        yield items.stream().anyMatch(item -> matches(conditions, item));
      }
      // AWS (exists): only leaves are there or not.
      case JsonValue.Obj _ -> absent(conditions);
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ ->
          present(conditions, value);
    };
  }

  private static boolean present(List<Condition> conditions, JsonValue value) {
    for (Condition condition : conditions) {
      if (condition.matches(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean absent(List<Condition> conditions) {
    for (Condition condition : conditions) {
      if (condition.matchesAbsence()) {
        return true;
      }
    }
    return false;
  }

  /// Of an array of objects one must match in all keys.
  private static Optional<String> mismatchBelow(PolicyNode node, @Nullable JsonValue value) {
    return switch (value) {
      case JsonValue.Obj object -> node.mismatch(object);
      case JsonValue.Arr(List<JsonValue> items) -> {
        Optional<String> first = node.mismatch(EMPTY);
        for (JsonValue item : items) {
          Optional<String> mismatch = mismatchBelow(node, item);
          if (mismatch.isEmpty()) {
            yield mismatch;
          }
          first = first.isPresent() ? first : mismatch;
        }
        yield items.isEmpty() || first.isPresent() ? first : Optional.of("*");
      }
      case null -> node.mismatch(EMPTY);
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ ->
          node.mismatch(EMPTY);
    };
  }
}
