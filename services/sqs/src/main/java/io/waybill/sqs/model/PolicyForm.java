package io.waybill.sqs.model;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import java.util.List;
import java.util.Set;

/// The form of a queue's access policy: its fields, and how many statements and bytes it may have.
final class PolicyForm {
  private static final int BYTES_MAX = 8192;
  private static final int STATEMENTS_MAX = 20;
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

  static void check(JsonValue.Obj document) {
    List<JsonValue> statements = statements(document);
    if (statements.isEmpty()
        || !FIELDS.containsAll(document.members().keySet())
        || !isKnownVersion(document)
        || Utf8.length(document.render()) > BYTES_MAX) { // spaces between the words don't count
      throw invalid();
    }
    if (statements.size() > STATEMENTS_MAX) {
      throw SqsErrors.OVER_LIMIT.because(
          statements.size()
              + " statements were found in the submitted policy, max allowed is "
              + STATEMENTS_MAX);
    }
    if (!statements.stream().allMatch(PolicyForm::isStatement)) {
      throw invalid();
    }
  }

  /// The statements of a policy: it may hold one alone instead of a list.
  static List<JsonValue> statements(JsonValue.Obj document) {
    return switch (document.get("Statement").orElse(NOTHING)) {
      case JsonValue.Arr(List<JsonValue> items) -> items;
      case JsonValue.Obj statement -> List.of(statement);
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> List.of();
    };
  }

  static Refusal invalid() {
    return Refusals.invalidAttribute("Policy");
  }

  private static boolean isKnownVersion(JsonValue.Obj document) {
    return document.get("Version").isEmpty() || isOneOf(document, "Version", VERSIONS);
  }

  private static boolean isStatement(JsonValue value) {
    return value instanceof JsonValue.Obj statement
        && STATEMENT_FIELDS.containsAll(statement.members().keySet())
        && isOneOf(statement, "Effect", EFFECTS)
        && hasOne(statement, "Principal", "NotPrincipal")
        && hasTexts(statement, "Action", "NotAction")
        && hasTexts(statement, "Resource", "NotResource");
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
