package io.waybill.sns.model;

import io.waybill.core.Utf8;
import io.waybill.shapes.json.JsonValue;
import java.util.List;
import java.util.Set;

/// A topic's data protection policy: its form is checked and it is kept; no message is changed by
/// it.
public final class DataProtectionPolicy {
  private static final int BYTES_MAX = 30_720;
  private static final Set<String> FIELDS =
      Set.of("Name", "Description", "Version", "Statement", "Configuration");
  private static final Set<String> STATEMENT_FIELDS =
      Set.of("Sid", "DataDirection", "Principal", "NotPrincipal", "DataIdentifier", "Operation");

  private DataProtectionPolicy() {}

  /// `text`, or a refusal. An empty text removes the policy.
  public static String checked(String text) {
    if (text.isEmpty()) {
      return text;
    }
    if (Utf8.length(text) > BYTES_MAX) {
      throw refusal("Policy length exceeded");
    }
    JsonValue.Obj policy =
        JsonValue.parseObject(text).orElseThrow(() -> refusal("failed to parse JSON."));
    if (!FIELDS.containsAll(policy.members().keySet())) {
      throw refusal("Unexpected JSON member");
    }
    boolean versioned =
        policy.get("Version").orElse(new JsonValue.Null()) instanceof JsonValue.Text(String version)
            && version.equals("2021-06-01");
    if (!versioned) {
      throw refusal("Version must be 2021-06-01");
    }
    boolean hasStatements =
        policy.get("Statement").orElse(new JsonValue.Null())
                instanceof JsonValue.Arr(List<JsonValue> items)
            && !items.isEmpty()
            && items.stream().allMatch(DataProtectionPolicy::isStatement);
    if (!hasStatements) {
      throw refusal("Statement is invalid");
    }
    return text;
  }

  private static boolean isStatement(JsonValue value) {
    return value instanceof JsonValue.Obj statement
        && STATEMENT_FIELDS.containsAll(statement.members().keySet())
        && statement.get("Operation").filter(each -> each instanceof JsonValue.Obj).isPresent()
        && statement.get("DataIdentifier").filter(each -> each instanceof JsonValue.Arr).isPresent()
        && statement.get("DataDirection").orElse(new JsonValue.Null())
            instanceof JsonValue.Text(String direction)
        && (direction.equals("Inbound") || direction.equals("Outbound"));
  }

  private static io.waybill.shapes.Refusal refusal(String reason) {
    return Refusals.invalid("DataProtectionPolicy", reason);
  }
}
