package io.waybill.shapes.policy;

import io.waybill.shapes.json.JsonValue;
import java.util.List;
import java.util.Set;

/// The form of an access policy: its fields and those of its statements. Each service adds its own
/// limits and refuses in its own words.
public final class PolicyForm {
  private static final JsonValue NOTHING = new JsonValue.Null();
  private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
  private static final Set<String> EFFECTS = Set.of("Allow", "Deny");
  private static final Set<String> FIELDS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_FIELDS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private PolicyForm() {}

  /// Whether `document` has the fields of a policy, a known version, and at least one statement.
  public static boolean isPolicy(JsonValue.Obj document) {
    return !statements(document).isEmpty()
        && FIELDS.containsAll(document.members().keySet())
        && isKnownVersion(document);
  }

  /// The statements of a policy: it may hold one alone instead of a list.
  public static List<JsonValue> statements(JsonValue.Obj document) {
    return switch (document.get("Statement").orElse(NOTHING)) {
      case JsonValue.Arr(List<JsonValue> items) -> items;
      case JsonValue.Obj statement -> List.of(statement);
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> List.of();
    };
  }

  /// Whether `value` says who may or may not do what to which resource.
  public static boolean isStatement(JsonValue value) {
    return value instanceof JsonValue.Obj statement
        && STATEMENT_FIELDS.containsAll(statement.members().keySet())
        && isOneOf(statement, "Effect", EFFECTS)
        && hasOne(statement, "Principal", "NotPrincipal")
        && hasTexts(statement, "Action", "NotAction")
        && hasTexts(statement, "Resource", "NotResource")
        && statement.get("Condition").map(PolicyForm::isCondition).orElse(true);
  }

  /// Operators that IAM knows, each with keys and what their values are held against.
  private static boolean isCondition(JsonValue value) {
    return value instanceof JsonValue.Obj(var operators)
        && operators.entrySet().stream()
            .allMatch(each ->
                Condition.isOperator(each.getKey())
                    && each.getValue() instanceof JsonValue.Obj(var keys)
                    && keys.values().stream().allMatch(PolicyForm::isScalarOrList));
  }

  private static boolean isScalarOrList(JsonValue value) {
    return switch (value) {
      case JsonValue.Arr(List<JsonValue> items) ->
          items.stream()
              .noneMatch(item ->
                  item instanceof JsonValue.Arr
                      || item instanceof JsonValue.Obj
                      || item instanceof JsonValue.Null);
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _ -> true;
      case JsonValue.Obj _, JsonValue.Null _ -> false;
    };
  }

  private static boolean isKnownVersion(JsonValue.Obj document) {
    return document.get("Version").isEmpty() || isOneOf(document, "Version", VERSIONS);
  }

  private static boolean isOneOf(JsonValue.Obj object, String name, Set<String> words) {
    return object.get(name).orElse(NOTHING) instanceof JsonValue.Text(String word)
        && words.contains(word);
  }

  private static boolean hasOne(JsonValue.Obj object, String name, String opposite) {
    return object.get(name).isPresent() != object.get(opposite).isPresent();
  }

  private static boolean hasTexts(JsonValue.Obj object, String name, String opposite) {
    return hasOne(object, name, opposite)
        && switch (object.get(name).or(() -> object.get(opposite)).orElse(NOTHING)) {
          case JsonValue.Text _ -> true;
          case JsonValue.Arr(List<JsonValue> items) ->
              !items.isEmpty() && items.stream().allMatch(item -> item instanceof JsonValue.Text);
          case JsonValue.Obj _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> false;
        };
  }
}
