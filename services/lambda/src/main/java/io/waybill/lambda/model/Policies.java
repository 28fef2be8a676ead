package io.waybill.lambda.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.lambda.api.AddLayerVersionPermissionRequest;
import io.waybill.lambda.api.AddPermissionRequest;
import io.waybill.shapes.json.JsonValue;
import io.waybill.shapes.policy.KnownPolicies;
import io.waybill.shapes.policy.PolicyForm;
import io.waybill.shapes.policy.PolicyRequest;
import io.waybill.shapes.policy.RequestContext;
import io.waybill.shapes.policy.Requester;
import io.waybill.shapes.policy.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Resource policies of functions and layers, as AWS writes them.
public final class Policies {
  private static final int BYTES_MAX = 20 << 10;

  /// What names of AWS's services look like: `s3.amazonaws.com`, `alexa-appkit.amazon.com`.
  private static final String SERVICES = "[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|amazon\\.com)";

  /// A URL's policy is asked at each call.
  private static final KnownPolicies KNOWN = new KnownPolicies();

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

  /// Whether `policy` lets `caller`, an ARN or `*` for anybody, call a URL of that authentication.
  ///
  /// @param function what the statements are about
  public static boolean allowsUrl(String policy, String function, String authType, String caller) {
    RequestContext context =
        key -> key.equals("lambda:functionurlauthtype") ? List.of(authType) : List.of();
    return allows(policy, requester(caller), "lambda:InvokeFunctionUrl", function, context);
  }

  private static Requester requester(String caller) {
    return caller.equals("*")
        ? new Requester.Anonymous()
        : new Requester.Identity(Arn.parse(caller).map(Arn::account).orElse(""), caller);
  }

  /// Whether `policy` lets `account` use the layer that has it. Which organisation an account is in
  /// nobody knows here, so what asks for one lets nobody in.
  public static boolean allowsAccount(String policy, String layer, String account) {
    Requester root = requester("arn:aws:iam::" + account + ":root");
    return allows(policy, root, "lambda:GetLayerVersion", layer, RequestContext.NOTHING);
  }

  private static boolean allows(
      String policy, Requester requester, String action, String resource, RequestContext context) {
    return KNOWN.of(policy).evaluate(new PolicyRequest(requester, action, resource, context))
        instanceof Verdict.Allowed;
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
