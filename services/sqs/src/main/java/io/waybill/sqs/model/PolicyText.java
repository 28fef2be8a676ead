package io.waybill.sqs.model;

import io.waybill.core.Arn;
import io.waybill.shapes.json.JsonValue;
import io.waybill.shapes.policy.PolicyForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A queue's access policy, which stays text: what a client wrote is shown as it was written.
///
/// Here it is checked for its form, and AddPermission and RemovePermission change it. Whom it
/// admits is asked at each call.
public final class PolicyText {
  private static final String STATEMENT = "Statement";
  private static final String SID = "Sid";

  private PolicyText() {}

  /// `policy`, or a refusal if it is not a policy.
  public static String checked(String policy) {
    PolicyLimits.check(JsonValue.parseObject(policy).orElseThrow(PolicyLimits::invalid));
    return policy;
  }

  /// The policy after AddPermission, or a refusal.
  ///
  /// @param policy the queue's policy, or empty
  /// @param queue the queue's ARN
  /// @param label the new statement's id, which no other may have
  /// @param accountIds whom it admits
  /// @param actions what it allows, such as `SendMessage`, or `*`; at most seven
  public static String addPermission(
      Optional<String> policy,
      Arn queue,
      @Nullable String label,
      @Nullable List<String> accountIds,
      @Nullable List<String> actions) {
    JsonValue.Obj added =
        statement(
            PermissionRules.label(label),
            PermissionRules.principals(queue, accountIds),
            PermissionRules.actions(actions),
            queue);
    Map<String, JsonValue> members = new LinkedHashMap<>(opened(policy, queue).members());
    List<JsonValue> statements = new ArrayList<>(PolicyForm.statements(new JsonValue.Obj(members)));
    if (statements.stream().anyMatch(statement -> sidOf(statement).equals(added.get(SID)))) {
      throw Refusals.invalidValue("Label", String.valueOf(label), "Already exists.");
    }
    statements.add(added);
    members.put(STATEMENT, new JsonValue.Arr(statements));
    JsonValue.Obj document = new JsonValue.Obj(members);
    PolicyLimits.check(document);
    return document.render();
  }

  /// The policy after RemovePermission, or a refusal: empty once its last statement is gone.
  public static Optional<String> removePermission(Optional<String> policy, @Nullable String label) {
    Optional<JsonValue> sid = Optional.of(new JsonValue.Text(PermissionRules.label(label)));
    JsonValue.Obj document =
        policy.flatMap(JsonValue::parseObject).orElse(new JsonValue.Obj(Map.of()));
    List<JsonValue> before = PolicyForm.statements(document);
    List<JsonValue> after =
        before.stream().filter(statement -> !sidOf(statement).equals(sid)).toList();
    if (after.size() == before.size()) {
      throw Refusals.invalidValue("Label", String.valueOf(label), "can't find label.");
    }
    if (after.isEmpty()) {
      return Optional.empty();
    }
    Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
    members.put(STATEMENT, new JsonValue.Arr(after));
    return Optional.of(new JsonValue.Obj(members).render());
  }

  private static JsonValue.Obj opened(Optional<String> policy, Arn queue) {
    if (policy.isPresent()) {
      return JsonValue.parseObject(policy.get()).orElseThrow(PolicyLimits::invalid);
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("Version", new JsonValue.Text("2008-10-17"));
    members.put("Id", new JsonValue.Text(queue + "/SQSDefaultPolicy"));
    return new JsonValue.Obj(members);
  }

  private static JsonValue.Obj statement(
      String sid, List<String> principals, List<String> actions, Arn queue) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put(SID, new JsonValue.Text(sid));
    members.put("Effect", new JsonValue.Text("Allow"));
    members.put("Principal", new JsonValue.Obj(Map.of("AWS", oneOrMany(principals))));
    members.put("Action", oneOrMany(actions));
    members.put("Resource", new JsonValue.Text(queue.toString()));
    return new JsonValue.Obj(members);
  }

  private static Optional<JsonValue> sidOf(JsonValue statement) {
    return statement instanceof JsonValue.Obj object ? object.get(SID) : Optional.empty();
  }

  private static JsonValue oneOrMany(List<String> texts) {
    return texts.size() == 1
        ? new JsonValue.Text(texts.getFirst())
        : new JsonValue.Arr(texts.stream().<JsonValue>map(JsonValue.Text::new).toList());
  }
}
