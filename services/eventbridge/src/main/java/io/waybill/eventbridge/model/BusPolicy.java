package io.waybill.eventbridge.model;

import io.waybill.core.Arn;
import io.waybill.core.Utf8;
import io.waybill.eventbridge.api.Condition;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.json.JsonValue;
import io.waybill.shapes.policy.PolicyForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A bus's resource policy, which stays text. Whom it admits is asked at each call.
public final class BusPolicy {
  private static final int BYTES_MAX = 10_240;
  private static final String ANYBODY = "*";

  private BusPolicy() {}

  /// `policy`, or a refusal where it is none.
  public static String checked(String policy) {
    JsonValue.Obj document =
        JsonValue.parseObject(policy)
            .filter(PolicyForm::isPolicy)
            .filter(each -> PolicyForm.statements(each).stream().allMatch(PolicyForm::isStatement))
            .orElseThrow(() -> Refusals.invalidParameter("Policy"));
    return sized(document.render());
  }

  /// Refuses what a statement can't say but a whole policy can.
  ///
  /// AWS (PutPermission): it lets others put events, all of them or those of an organization.
  public static void requireOffered(String action, @Nullable Condition condition) {
    if (!action.equals("events:PutEvents")) {
      throw Refusals.invalid("Provided value in parameter 'action' is not supported.");
    }
    boolean isOffered =
        condition == null
            || (plain(condition.type()).equals("StringEquals")
                && plain(condition.key()).equals("aws:PrincipalOrgID"));
    if (!isOffered) {
      throw Refusals.invalidParameter(
          "Condition", "A condition is StringEquals of aws:PrincipalOrgID.");
    }
  }

  /// `policy` with a statement that admits `principal`; one of the same id is replaced.
  ///
  /// @param policy the policy before; empty where there is none
  /// @param principal an account's number, or `*`
  public static String with(
      String policy,
      Arn bus,
      String statementId,
      String action,
      String principal,
      @Nullable Condition condition) {
    Map<String, JsonValue> statement = new LinkedHashMap<>();
    statement.put("Sid", text(statementId));
    statement.put("Effect", text("Allow"));
    statement.put("Principal", principal(bus, principal));
    statement.put("Action", text(action));
    statement.put("Resource", text(bus.toString()));
    if (condition != null) {
      statement.put("Condition", condition(condition));
    }
    List<JsonValue> statements = new ArrayList<>(statements(policy));
    statements.removeIf(each -> sid(each).equals(Optional.of(text(statementId))));
    statements.add(new JsonValue.Obj(statement));
    return sized(rendered(statements));
  }

  /// `policy` without the statement `statementId`; empty once its last is gone.
  public static String without(String policy, String statementId) {
    if (policy.isEmpty()) {
      throw notThere("EventBus does not have a policy.");
    }
    List<JsonValue> before = statements(policy);
    List<JsonValue> after =
        before.stream().filter(each -> !sid(each).equals(Optional.of(text(statementId)))).toList();
    if (after.size() == before.size()) {
      throw notThere("Statement with the provided id does not exist.");
    }
    return after.isEmpty() ? "" : rendered(after);
  }

  private static Refusal notThere(String sentence) {
    return EventBridgeErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(sentence);
  }

  private static List<JsonValue> statements(String policy) {
    return JsonValue.parseObject(policy).map(PolicyForm::statements).orElse(List.of());
  }

  private static String rendered(List<JsonValue> statements) {
    Map<String, JsonValue> document = new LinkedHashMap<>();
    document.put("Version", text("2012-10-17"));
    document.put("Statement", new JsonValue.Arr(statements));
    return new JsonValue.Obj(document).render();
  }

  private static String sized(String policy) {
    if (Utf8.length(policy) > BYTES_MAX) {
      throw EventBridgeErrors.POLICY_LENGTH_EXCEEDED_EXCEPTION.because(
          "The policy is longer than " + BYTES_MAX + " bytes.");
    }
    return policy;
  }

  private static JsonValue principal(Arn bus, String principal) {
    if (principal.equals(ANYBODY)) {
      return text(ANYBODY);
    }
    String root = "arn:" + bus.partition() + ":iam::" + principal + ":root";
    return new JsonValue.Obj(Map.of("AWS", text(root)));
  }

  private static JsonValue condition(Condition condition) {
    JsonValue.Obj pair =
        new JsonValue.Obj(Map.of(plain(condition.key()), text(plain(condition.value()))));
    return new JsonValue.Obj(Map.of(plain(condition.type()), pair));
  }

  private static Optional<JsonValue> sid(JsonValue statement) {
    return statement instanceof JsonValue.Obj object ? object.get("Sid") : Optional.empty();
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }

  private static String plain(@Nullable String value) {
    return value == null ? "" : value;
  }
}
