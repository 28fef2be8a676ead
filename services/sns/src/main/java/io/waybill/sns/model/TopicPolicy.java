package io.waybill.sns.model;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Utf8;
import io.waybill.shapes.json.JsonValue;
import io.waybill.shapes.policy.PolicyForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A topic's access policy, which stays text: what a client wrote is shown as it was written.
public final class TopicPolicy {
  private static final int BYTES_MAX = 30 << 10;
  private static final int STATEMENTS_MAX = 100;

  private static final List<String> OWNERS =
      List.of(
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
          "SNS:Publish");

  private static final Set<String> GRANTABLE =
      Set.of(
          "Publish",
          "Subscribe",
          "Receive",
          "GetTopicAttributes",
          "SetTopicAttributes",
          "AddPermission",
          "RemovePermission",
          "DeleteTopic",
          "ListSubscriptionsByTopic",
          "ListTagsForResource",
          "TagResource",
          "UntagResource",
          "GetDataProtectionPolicy",
          "PutDataProtectionPolicy");

  private TopicPolicy() {}

  /// The policy of a topic that nobody gave one: its owner may do all.
  public static String byDefault(Arn topic) {
    Map<String, JsonValue> statement = new LinkedHashMap<>();
    statement.put("Sid", text("__default_statement_ID"));
    statement.put("Effect", text("Allow"));
    statement.put("Principal", new JsonValue.Obj(Map.of("AWS", text("*"))));
    statement.put("Action", texts(OWNERS));
    statement.put("Resource", text(topic.toString()));
    statement.put(
        "Condition",
        new JsonValue.Obj(
            Map.of(
                "StringEquals",
                new JsonValue.Obj(Map.of("AWS:SourceOwner", text(topic.account()))))));
    Map<String, JsonValue> policy = new LinkedHashMap<>();
    policy.put("Version", text("2008-10-17"));
    policy.put("Id", text("__default_policy_ID"));
    policy.put("Statement", new JsonValue.Arr(List.of(new JsonValue.Obj(statement))));
    return new JsonValue.Obj(policy).render();
  }

  /// `policy`, or a refusal if it is not a policy of a topic.
  static String checked(String policy, Place place) {
    JsonValue.Obj document =
        JsonValue.parseObject(policy)
            .filter(PolicyForm::isPolicy)
            .orElseThrow(() -> refusal(place, "Policy Error: null"));
    List<JsonValue> statements = PolicyForm.statements(document);
    if (Utf8.length(document.render()) > BYTES_MAX || statements.size() > STATEMENTS_MAX) {
      throw refusal(place, "Policy length exceeded");
    }
    if (!statements.stream().allMatch(PolicyForm::isStatement)) {
      throw refusal(place, "Policy Error: null");
    }
    if (!statements.stream().allMatch(TopicPolicy::isInScope)) {
      throw refusal(place, "Policy statement action out of service scope!");
    }
    return policy;
  }

  private static io.waybill.shapes.Refusal refusal(Place place, String what) {
    return place == Place.MAP ? Refusals.invalid("Attributes", what) : Refusals.invalid(what);
  }

  private static boolean isInScope(JsonValue statement) {
    if (!(statement instanceof JsonValue.Obj object)) {
      return false;
    }
    List<String> actions =
        switch (object.get("Action").or(() -> object.get("NotAction")).orElse(text(""))) {
          case JsonValue.Text(String action) -> List.of(action);
          case JsonValue.Arr(List<JsonValue> items) ->
              items.stream()
                  .map(item -> item instanceof JsonValue.Text(String action) ? action : "")
                  .toList();
          case JsonValue.Obj _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> List.of();
        };
    return actions.stream()
        .allMatch(action -> action.equals("*") || action.regionMatches(true, 0, "sns:", 0, 4));
  }

  /// The policy after AddPermission, or a refusal.
  public static String addPermission(
      String policy, Arn topic, String label, List<String> accounts, List<String> actions) {
    JsonValue.Obj document = opened(policy);
    List<JsonValue> statements = new ArrayList<>(PolicyForm.statements(document));
    if (statements.stream().anyMatch(statement -> hasSid(statement, label))) {
      throw Refusals.invalid("Statement already exists");
    }
    Map<String, JsonValue> added = new LinkedHashMap<>();
    added.put("Sid", text(label));
    added.put("Effect", text("Allow"));
    List<String> principals = accounts.stream().map(each -> principal(topic, each)).toList();
    added.put("Principal", new JsonValue.Obj(Map.of("AWS", oneOrMany(principals))));
    added.put("Action", oneOrMany(actions.stream().map(TopicPolicy::grantable).toList()));
    added.put("Resource", text(topic.toString()));
    statements.add(new JsonValue.Obj(added));
    return with(document, statements);
  }

  /// The policy after RemovePermission: a label that is not there is no fault.
  public static String removePermission(String policy, String label) {
    JsonValue.Obj document = opened(policy);
    return with(
        document,
        PolicyForm.statements(document).stream()
            .filter(statement -> !hasSid(statement, label))
            .toList());
  }

  private static String with(JsonValue.Obj document, List<JsonValue> statements) {
    Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
    members.put("Statement", new JsonValue.Arr(statements));
    return new JsonValue.Obj(members).render();
  }

  private static JsonValue.Obj opened(String policy) {
    return JsonValue.parseObject(policy)
        .orElseThrow(() -> new IllegalStateException("a stored policy is no JSON object"));
  }

  private static boolean hasSid(JsonValue statement, String label) {
    return statement instanceof JsonValue.Obj object
        && object.get("Sid").filter(text(label)::equals).isPresent();
  }

  private static String principal(Arn topic, String account) {
    if (AccountId.parse(account).isEmpty()) {
      throw Refusals.invalid("Policy Error: PrincipalNotFound");
    }
    return "arn:" + topic.partition() + ":iam::" + account + ":root";
  }

  private static String grantable(String action) {
    if (!GRANTABLE.contains(action) && !action.equals("*")) {
      throw Refusals.invalid("Policy statement action out of service scope!");
    }
    return "SNS:" + action;
  }

  private static JsonValue oneOrMany(List<String> words) {
    return words.size() == 1 ? text(words.getFirst()) : texts(words);
  }

  private static JsonValue texts(List<String> words) {
    return new JsonValue.Arr(words.stream().<JsonValue>map(JsonValue.Text::new).toList());
  }

  private static JsonValue text(String word) {
    return new JsonValue.Text(word);
  }
}
