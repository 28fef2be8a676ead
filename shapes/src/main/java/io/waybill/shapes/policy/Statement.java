package io.waybill.shapes.policy;

import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One statement of a policy: whom it means, doing what, to which resources, under which
/// conditions.
///
/// @param label its id, or its number as in `#2`
record Statement(
    String label,
    boolean denies,
    Principals principals,
    Actions actions,
    Resources resources,
    List<Condition> conditions) {

  private record Actions(List<Glob> patterns, boolean others) {
    boolean have(PolicyRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(request.action(), request.context()))
          != others;
    }
  }

  private record Resources(List<ArnPattern> patterns, boolean others) {
    boolean have(PolicyRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(request.resource(), request.context()))
          != others;
    }
  }

  /// Reads `statement`, which stands at place `number` of its policy.
  static Statement of(JsonValue.Obj statement, int number, boolean variables) {
    boolean denies = statement.get("Effect").filter(new JsonValue.Text("Deny")::equals).isPresent();
    return new Statement(
        statement.get("Sid").map(Texts::of).filter(sid -> !sid.isEmpty()).orElse("#" + number),
        denies,
        Principals.of(statement),
        actions(statement),
        resources(statement, variables),
        conditions(statement, denies, variables));
  }

  private static Actions actions(JsonValue.Obj statement) {
    boolean others = statement.get("Action").isEmpty();
    return new Actions(
        Texts.list(statement, others ? "NotAction" : "Action").stream()
            .map(each -> Glob.of(each, Glob.Syntax.ANY_CASE))
            .toList(),
        others);
  }

  private static Resources resources(JsonValue.Obj statement, boolean variables) {
    boolean others = statement.get("Resource").isEmpty();
    return new Resources(
        Texts.list(statement, others ? "NotResource" : "Resource").stream()
            .map(each -> ArnPattern.ofResource(each, variables))
            .toList(),
        others);
  }

  private static List<Condition> conditions(
      JsonValue.Obj statement, boolean denies, boolean variables) {
    List<Condition> conditions = new ArrayList<>();
    if (statement.get("Condition").orElse(Texts.NOTHING) instanceof JsonValue.Obj(var blocks)) {
      for (Map.Entry<String, JsonValue> block : blocks.entrySet()) {
        Map<String, JsonValue> keys =
            block.getValue() instanceof JsonValue.Obj(var members) ? members : Map.of();
        keys.forEach((key, values) ->
            Condition.of(block.getKey(), key, Texts.list(values), variables)
                .or(() -> Condition.notUnderstood(denies))
                .ifPresent(conditions::add));
      }
    }
    return List.copyOf(conditions);
  }

  /// Whether all of it holds for `request`.
  boolean speaksOf(PolicyRequest request) {
    return principals.include(request.requester(), denies)
        && actions.have(request)
        && resources.have(request)
        && conditions.stream().allMatch(each -> each.holds(request.context()));
  }
}
