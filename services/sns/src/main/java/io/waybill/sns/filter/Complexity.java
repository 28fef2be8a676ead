package io.waybill.sns.filter;

import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.model.Place;
import java.util.List;
import java.util.Map;

/// How many keys a filter policy may have, how deep, and how many combinations of values.
///
/// AWS ("Filter policy constraints"): five keys at the top; 150 combinations, which is the product
/// over all keys of the number of their values times their depth; the alternatives of `$or` add up.
final class Complexity {
  private static final int KEYS_MAX = 5;
  private static final int COMBINATIONS_MAX = 150;
  private static final String NAME = "FilterPolicy";
  private static final String OR = "$or";

  private Complexity() {}

  static void check(JsonValue.Obj policy, boolean body, Place place) {
    if (policy.members().size() > KEYS_MAX) {
      throw place.invalid(NAME, "Filter policy can not have more than " + KEYS_MAX + " keys");
    }
    boolean nested =
        policy.members().values().stream().anyMatch(value -> value instanceof JsonValue.Obj);
    if (nested && !body) {
      throw place.invalid(
          NAME, "Filter policy scope MessageAttributes does not support nested filter policy");
    }
    if (combinations(policy, 1) > COMBINATIONS_MAX) {
      throw place.invalid(NAME, "Filter policy is too complex");
    }
  }

  private static long combinations(JsonValue.Obj policy, int depth) {
    long product = 1;
    for (Map.Entry<String, JsonValue> member : policy.members().entrySet()) {
      long factor =
          switch (member.getValue()) {
            case JsonValue.Obj object -> combinations(object, depth + 1);
            case JsonValue.Arr(List<JsonValue> items) when member.getKey().equals(OR) ->
                items.stream().mapToLong(item -> alternative(item, depth)).sum();
            case JsonValue.Arr(List<JsonValue> items) -> (long) items.size() * depth;
            case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> 1;
          };
      // Beyond the limit the exact number does not matter, and must not run over.
      product = Math.min(product * Math.max(1, factor), Integer.MAX_VALUE);
    }
    return product;
  }

  private static long alternative(JsonValue item, int depth) {
    return item instanceof JsonValue.Obj object ? combinations(object, depth) : 1;
  }
}
