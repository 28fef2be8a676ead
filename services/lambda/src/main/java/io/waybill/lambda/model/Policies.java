package io.waybill.lambda.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.lambda.api.AddLayerVersionPermissionRequest;
import io.waybill.lambda.api.AddPermissionRequest;
import io.waybill.shapes.json.JsonValue;
import io.waybill.shapes.policy.PolicyForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Resource policies of functions and layers, as AWS writes them.
public final class Policies {
  // AWS: some services have a name in each region, `logs.us-east-1.amazonaws.com`.
  private static final Pattern REGION = Pattern.compile("\\.[a-z]{2}(-[a-z]+)+-\\d+\\.");
  private static final int BYTES_MAX = 20 << 10;

  /// What names of AWS's services look like: `s3.amazonaws.com`, `alexa-appkit.amazon.com`.
  private static final String SERVICES = "[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|amazon\\.com)";

  private Policies() {}

  /// The statement that AddPermission asks for.
  public static JsonValue.Obj statement(AddPermissionRequest asked, String resource) {
    if (asked.functionUrlAuthType() != null && !"lambda:InvokeFunctionUrl".equals(asked.action())) {
      throw Refusals.invalid(
          "FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("Sid", text(asked.statementId()));
    members.put("Effect", text("Allow"));
    members.put("Principal", principal(asked.principal() == null ? "" : asked.principal()));
    members.put("Action", text(asked.action()));
    members.put("Resource", text(resource));
    Map<String, JsonValue> condition = new LinkedHashMap<>();
    test(condition, "StringEquals", "lambda:EventSourceToken", asked.eventSourceToken());
    test(condition, "StringEquals", "lambda:FunctionUrlAuthType", asked.functionUrlAuthType());
    test(condition, "StringEquals", "AWS:SourceAccount", asked.sourceAccount());
    test(condition, "StringEquals", "aws:PrincipalOrgID", asked.principalOrgId());
    test(condition, "ArnLike", "AWS:SourceArn", asked.sourceArn());
    if (asked.invokedViaFunctionUrl() != null) {
      String byUrl = asked.invokedViaFunctionUrl().toString();
      test(condition, "Bool", "lambda:InvokedViaFunctionUrl", byUrl);
    }
    if (!condition.isEmpty()) {
      members.put("Condition", new JsonValue.Obj(condition));
    }
    return new JsonValue.Obj(members);
  }

  /// The statement that AddLayerVersionPermission asks for.
  public static JsonValue.Obj statement(AddLayerVersionPermissionRequest asked, String resource) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("Sid", text(asked.statementId()));
    members.put("Effect", text("Allow"));
    members.put("Principal", principal(asked.principal() == null ? "" : asked.principal()));
    members.put("Action", text(asked.action()));
    members.put("Resource", text(resource));
    Map<String, JsonValue> condition = new LinkedHashMap<>();
    test(condition, "StringEquals", "aws:PrincipalOrgID", asked.organizationId());
    if (!condition.isEmpty()) {
      members.put("Condition", new JsonValue.Obj(condition));
    }
    return new JsonValue.Obj(members);
  }

  private static void test(
      Map<String, JsonValue> condition, String operator, String key, @Nullable String value) {
    if (value != null) {
      Map<String, JsonValue> tests = new LinkedHashMap<>();
      if (condition.get(operator) instanceof JsonValue.Obj present) {
        tests.putAll(present.members());
      }
      tests.put(key, text(value));
      condition.put(operator, new JsonValue.Obj(tests));
    }
  }

  /// AWS: an account's number means its root, a star everybody.
  static JsonValue principal(String principal) {
    if (principal.equals("*")) {
      return text("*");
    }
    if (AccountId.parse(principal).isPresent()) {
      return new JsonValue.Obj(Map.of("AWS", text("arn:aws:iam::" + principal + ":root")));
    }
    if (principal.startsWith("arn:")) {
      return new JsonValue.Obj(Map.of("AWS", text(principal)));
    }
    if (!principal.matches(SERVICES)) {
      throw Refusals.invalid(
          "The provided principal was invalid. Please check the principal and try again.");
    }
    return new JsonValue.Obj(Map.of("Service", text(principal)));
  }

  /// The policy `before`, or a new one, with `statement` at its end.
  public static String added(Optional<String> before, JsonValue.Obj statement) {
    List<JsonValue> statements =
        new ArrayList<>(before.map(Policies::statements).orElse(List.of()));
    String sid = sid(statement);
    if (statements.stream().anyMatch(each -> sid(each).equals(sid))) {
      throw Refusals.conflict(
          "The statement id (%s) provided already exists. Please provide a new statement id, or remove the existing statement."
              .formatted(sid));
    }
    statements.add(statement);
    String after = policy(statements);
    if (after.length() > BYTES_MAX) {
      throw io.waybill.lambda.api.LambdaErrors.POLICY_LENGTH_EXCEEDED_EXCEPTION.because(
          "The final policy size (%d) is bigger than the limit (%d)."
              .formatted(after.length(), BYTES_MAX));
    }
    return after;
  }

  /// The policy without the statement `sid`; empty where none is left.
  public static Optional<String> removed(Optional<String> before, String sid) {
    List<JsonValue> statements =
        new ArrayList<>(before.map(Policies::statements).orElse(List.of()));
    if (!statements.removeIf(each -> sid(each).equals(sid))) {
      throw Refusals.notFound("Statement " + sid + " is not found in resource policy.");
    }
    return statements.isEmpty() ? Optional.empty() : Optional.of(policy(statements));
  }

  /// Whether `policy` lets the service `principal` invoke on behalf of `sourceArn`.
  public static boolean allows(String policy, String principal, String sourceArn) {
    return statements(policy).stream()
        .anyMatch(each ->
            each instanceof JsonValue.Obj statement && admits(statement, principal, sourceArn));
  }

  /// Whether `policy` lets `principal`, or `*` for anybody, call a URL of that authentication.
  public static boolean allowsUrl(String policy, String authType, String principal) {
    return statements(policy).stream()
        .anyMatch(each ->
            each instanceof JsonValue.Obj statement
                && statement.get("Principal").filter(who -> isOf(who, principal)).isPresent()
                && statement
                    .get("Action")
                    .filter(action ->
                        action instanceof JsonValue.Text(String name)
                            && Set.of("lambda:InvokeFunctionUrl", "lambda:*", "*").contains(name))
                    .isPresent()
                && condition(statement, "StringEquals", "lambda:FunctionUrlAuthType", authType));
  }

  /// Whether a statement for `principal` is one for `caller`: anybody, himself, or his account.
  private static boolean isOf(JsonValue principal, String caller) {
    String account = Arn.parse(caller).map(Arn::account).orElse("");
    return switch (principal) {
      case JsonValue.Text(String all) -> all.equals("*");
      case JsonValue.Obj object ->
          object
              .get("AWS")
              .filter(who ->
                  who instanceof JsonValue.Text(String name)
                      && (name.equals("*")
                          || name.equals(caller)
                          || name.equals("arn:aws:iam::" + account + ":root")))
              .isPresent();
      default -> false;
    };
  }

  /// Whether `policy` lets `account` use the layer that has it. Which organisation an account is in
  /// nobody knows here, so what asks for one lets nobody in.
  public static boolean allowsAccount(String policy, String account) {
    JsonValue root = principal(account);
    return statements(policy).stream()
        .anyMatch(each ->
            each instanceof JsonValue.Obj statement
                && statement.get("Condition").isEmpty()
                && statement
                    .get("Principal")
                    .filter(who -> who.equals(text("*")) || who.equals(root))
                    .isPresent());
  }

  private static boolean admits(JsonValue.Obj statement, String principal, String sourceArn) {
    boolean who = statement.get("Principal").filter(each -> names(each, principal)).isPresent();
    boolean what =
        statement
            .get("Action")
            .filter(each ->
                each instanceof JsonValue.Text(String action)
                    && Set.of("lambda:InvokeFunction", "lambda:*", "*").contains(action))
            .isPresent();
    return who
        && what
        && condition(statement, "ArnLike", "AWS:SourceArn", sourceArn)
        && condition(
            statement,
            "StringEquals",
            "AWS:SourceAccount",
            Arn.parse(sourceArn).map(Arn::account).orElse(""));
  }

  private static boolean names(JsonValue principal, String service) {
    return switch (principal) {
      case JsonValue.Text(String all) -> all.equals("*");
      case JsonValue.Obj object ->
          object
              .get("Service")
              .filter(each ->
                  each instanceof JsonValue.Text(String named)
                      && REGION.matcher(named).replaceFirst(".").equals(service))
              .isPresent();
      default -> false;
    };
  }

  /// Whether what `statement` demands of `key` holds, if it demands anything.
  private static boolean condition(
      JsonValue.Obj statement, String operator, String key, String value) {
    if (statement.get("Condition").orElse(text("")) instanceof JsonValue.Obj condition
        && condition.get(operator).orElse(text("")) instanceof JsonValue.Obj tests
        && tests.get(key).orElse(new JsonValue.Null()) instanceof JsonValue.Text(String wanted)) {
      String regex = Pattern.quote(wanted).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
      return operator.equals("ArnLike") ? value.matches(regex) : value.equals(wanted);
    }
    return true;
  }

  private static String policy(List<JsonValue> statements) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("Version", text("2012-10-17"));
    members.put("Id", text("default"));
    members.put("Statement", new JsonValue.Arr(statements));
    return new JsonValue.Obj(members).render();
  }

  private static List<JsonValue> statements(String policy) {
    return PolicyForm.statements(
        JsonValue.parseObject(policy)
            .orElseThrow(() -> new IllegalStateException("a stored policy is no JSON object")));
  }

  private static String sid(JsonValue statement) {
    return statement instanceof JsonValue.Obj object
            && object.get("Sid").orElse(text("")) instanceof JsonValue.Text(String sid)
        ? sid
        : "";
  }

  private static JsonValue text(@Nullable String word) {
    return new JsonValue.Text(word == null ? "" : word);
  }
}
