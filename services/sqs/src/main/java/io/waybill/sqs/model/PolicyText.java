package io.waybill.sqs.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A queue's access policy, which stays text: what a client wrote is shown as it was written.
///
/// Here it is checked for its form, and AddPermission and RemovePermission change it. Whom it
/// admits is not decided here.
public final class PolicyText {
  private static final int STATEMENTS_MAX = 20;
  private static final int ACTIONS_MAX = 7;
  private static final int LABEL_LENGTH_MAX = 80;
  private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
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

  /// The actions that AddPermission can grant, in AWS's spelling, and `*`.
  private static final Set<String> GRANTABLE =
      Set.of(
          "*",
          "SendMessage",
          "ReceiveMessage",
          "DeleteMessage",
          "ChangeMessageVisibility",
          "GetQueueAttributes",
          "GetQueueUrl",
          "ListDeadLetterSourceQueues",
          "PurgeQueue");

  private static final Set<String> OWNERS_ONLY =
      Set.of(
          "AddPermission",
          "CancelMessageMoveTask",
          "CreateQueue",
          "DeleteQueue",
          "ListMessageMoveTasks",
          "ListQueueTags",
          "ListQueues",
          "RemovePermission",
          "SetQueueAttributes",
          "StartMessageMoveTask",
          "TagQueue",
          "UntagQueue");

  private PolicyText() {}

  /// `policy`, or a refusal if it is not a policy.
  public static String checked(String policy) {
    JsonValue.Obj document = JsonValue.parseObject(policy).orElseThrow(PolicyText::invalid);
    if (!FIELDS.containsAll(document.members().keySet()) || !versionIsKnown(document)) {
      throw invalid();
    }
    List<JsonValue> statements = statements(document);
    if (statements.isEmpty()) {
      throw invalid();
    }
    checkCount(statements.size());
    statements.forEach(PolicyText::checkStatement);
    return policy;
  }

  /// The policy after AddPermission.
  ///
  /// @param policy the queue's policy, or empty
  /// @param queue the queue's ARN
  /// @param givenLabel the new statement's id, which no other may have
  /// @param accountIds whom it admits
  /// @param actions what it allows, such as `SendMessage`, or `*`; at most seven
  public static String addPermission(
      Optional<String> policy,
      Arn queue,
      @Nullable String givenLabel,
      @Nullable List<String> accountIds,
      @Nullable List<String> actions) {
    List<JsonValue> principals = principals(queue, accountIds);
    List<JsonValue> allowed = allowed(actions);
    String label = label(givenLabel);
    Map<String, JsonValue> document = opened(policy, queue);
    List<JsonValue> statements =
        new ArrayList<>(
            document.containsKey("Statement")
                ? statements(new JsonValue.Obj(document))
                : List.of());
    if (statements.stream().anyMatch(statement -> hasSid(statement, label))) {
      throw Refusals.invalidValue("Label", label, "Already exists.");
    }
    Map<String, JsonValue> statement = new LinkedHashMap<>();
    statement.put("Sid", new JsonValue.Text(label));
    statement.put("Effect", new JsonValue.Text("Allow"));
    statement.put("Principal", new JsonValue.Obj(Map.of("AWS", oneOrMany(principals))));
    statement.put("Action", oneOrMany(allowed));
    statement.put("Resource", new JsonValue.Text(queue.toString()));
    statements.add(new JsonValue.Obj(statement));
    checkCount(statements.size());
    document.put("Statement", new JsonValue.Arr(statements));
    return new JsonValue.Obj(document).render();
  }

  /// The policy after RemovePermission: empty once its last statement is gone.
  public static Optional<String> removePermission(
      Optional<String> policy, @Nullable String givenLabel) {
    String label = label(givenLabel);
    JsonValue.Obj document =
        policy.flatMap(JsonValue::parseObject).orElse(new JsonValue.Obj(Map.of()));
    List<JsonValue> before = statements(document);
    List<JsonValue> after = before.stream().filter(statement -> !hasSid(statement, label)).toList();
    if (after.size() == before.size()) {
      throw Refusals.invalidValue("Label", label, "can't find label.");
    }
    if (after.isEmpty()) {
      return Optional.empty();
    }
    Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
    members.put("Statement", new JsonValue.Arr(after));
    return Optional.of(new JsonValue.Obj(members).render());
  }

  private static Map<String, JsonValue> opened(Optional<String> policy, Arn queue) {
    Map<String, JsonValue> document = new LinkedHashMap<>();
    if (policy.isPresent()) {
      document.putAll(
          JsonValue.parseObject(policy.get()).orElseThrow(PolicyText::invalid).members());
    } else {
      document.put("Version", new JsonValue.Text("2008-10-17"));
      document.put("Id", new JsonValue.Text(queue + "/SQSDefaultPolicy"));
    }
    return document;
  }

  // AWS: of several accounts those that it cannot verify are left out, unless none remains.
  private static List<JsonValue> principals(Arn queue, @Nullable List<String> accountIds) {
    if (accountIds == null) {
      throw Refusals.missing("PrincipalId");
    }
    List<JsonValue> arns =
        accountIds.stream()
            .filter(account -> AccountId.parse(account).isPresent())
            .distinct()
            .<JsonValue>map(account ->
                new JsonValue.Text("arn:" + queue.partition() + ":iam::" + account + ":root"))
            .toList();
    if (arns.isEmpty()) {
      throw Refusals.invalidValue("PrincipalId", accountIds, "Unable to verify.");
    }
    return arns;
  }

  private static List<JsonValue> allowed(@Nullable List<String> actions) {
    if (actions == null || actions.isEmpty()) {
      throw Refusals.missing("Actions");
    }
    if (actions.size() > ACTIONS_MAX) {
      throw SqsErrors.OVER_LIMIT.because(
          actions.size() + " Actions were found, maximum allowed is " + ACTIONS_MAX + ".");
    }
    return actions.stream()
        .map(PolicyText::grantable)
        .distinct()
        .<JsonValue>map(JsonValue.Text::new)
        .toList();
  }

  private static String grantable(String action) {
    String name = "SQS:" + action;
    if (OWNERS_ONLY.contains(action)) {
      throw Refusals.invalidValue(
          "ActionName", name, "Only the queue owner is allowed to invoke this action.");
    }
    if (!GRANTABLE.contains(action)) {
      throw Refusals.invalidValue(
          "ActionName", name, "Please refer to the appropriate WSDL for a list of valid actions.");
    }
    return name;
  }

  private static String label(@Nullable String label) {
    if (label == null) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Value for parameter Label is invalid. Reason: Must specify a label.");
    }
    if (label.isEmpty()) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because("Label cannot be empty.");
    }
    if (!Ascii.isWord(label, LABEL_LENGTH_MAX)) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Label can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
              + " length");
    }
    return label;
  }

  private static void checkCount(int statements) {
    if (statements > STATEMENTS_MAX) {
      throw SqsErrors.OVER_LIMIT.because(
          statements
              + " statements were found in the submitted policy, max allowed is "
              + STATEMENTS_MAX);
    }
  }

  private static boolean versionIsKnown(JsonValue.Obj document) {
    return document
        .get("Version")
        .map(version -> version instanceof JsonValue.Text(String text) && VERSIONS.contains(text))
        .orElse(true);
  }

  /// The statements of a policy: it may hold one alone instead of a list.
  private static List<JsonValue> statements(JsonValue.Obj document) {
    return switch (document.get("Statement").orElse(new JsonValue.Null())) {
      case JsonValue.Arr(List<JsonValue> items) -> items;
      case JsonValue.Obj statement -> List.of(statement);
      case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> List.of();
    };
  }

  private static void checkStatement(JsonValue statement) {
    if (!(statement instanceof JsonValue.Obj object)
        || !STATEMENT_FIELDS.containsAll(object.members().keySet())
        || !(object.get("Effect").orElse(new JsonValue.Null())
            instanceof JsonValue.Text(String effect))
        || !(effect.equals("Allow") || effect.equals("Deny"))
        || !isTextOrTexts(object, "Action", "NotAction")
        || !isTextOrTexts(object, "Resource", "NotResource")
        || !hasOne(object, "Principal", "NotPrincipal")) {
      throw invalid();
    }
  }

  private static boolean isTextOrTexts(JsonValue.Obj object, String name, String opposite) {
    return hasOne(object, name, opposite)
        && switch (object.get(name).or(() -> object.get(opposite)).orElse(new JsonValue.Null())) {
          case JsonValue.Text _ -> true;
          case JsonValue.Arr(List<JsonValue> items) ->
              !items.isEmpty() && items.stream().allMatch(item -> item instanceof JsonValue.Text);
          case JsonValue.Obj _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> false;
        };
  }

  private static boolean hasOne(JsonValue.Obj object, String name, String opposite) {
    return object.get(name).isPresent() != object.get(opposite).isPresent();
  }

  private static boolean hasSid(JsonValue statement, String label) {
    return statement instanceof JsonValue.Obj object
        && object.get("Sid").filter(new JsonValue.Text(label)::equals).isPresent();
  }

  private static JsonValue oneOrMany(List<JsonValue> values) {
    return values.size() == 1 ? values.getFirst() : new JsonValue.Arr(values);
  }

  private static Refusal invalid() {
    return Refusals.invalidAttribute("Policy");
  }
}
