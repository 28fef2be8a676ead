package io.waybill.sqs.model;

import io.waybill.core.Arn;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which queues may use this one as their dead-letter queue.
///
/// @param permission all, none, or those named
/// @param sourceQueueArns the queues named, 1 to 10; empty unless `permission` is `BY_QUEUE`
public record RedriveAllowPolicy(Permission permission, List<String> sourceQueueArns) {
  private static final String NAME = "RedriveAllowPolicy";
  private static final String PERMISSION = "redrivePermission";
  private static final String SOURCES = "sourceQueueArns";
  private static final Set<String> FIELDS = Set.of(PERMISSION, SOURCES);
  private static final String FAILED = "Amazon SQS can't create the redrive allow policy";
  private static final int SOURCES_MAX = 10;

  /// AWS's three answers.
  public enum Permission {
    ALLOW_ALL("allowAll"),
    DENY_ALL("denyAll"),
    BY_QUEUE("byQueue");

    private final String text;

    Permission(String text) {
      this.text = text;
    }

    /// AWS's word for it.
    public String text() {
      return text;
    }
  }

  public RedriveAllowPolicy {
    sourceQueueArns = List.copyOf(sourceQueueArns);
  }

  /// The policy in the JSON `text`, or a refusal.
  public static RedriveAllowPolicy parse(String text) {
    JsonValue.Obj policy =
        JsonValue.parseObject(text).orElseThrow(RedriveAllowPolicy::unsupportedFormat);
    Permission permission = permission(policy);
    if (!FIELDS.containsAll(policy.members().keySet())) {
      throw unsupportedFormat();
    }
    List<String> sources = sources(policy);
    if (permission != Permission.BY_QUEUE && policy.get(SOURCES).isPresent()) {
      throw refusal(
          text,
          "To specify one or more source queue ARNs, you must set redrivePermission to byQueue.");
    }
    if (permission == Permission.BY_QUEUE && sources.isEmpty()) {
      throw refusal(
          text,
          "When you specify the byQueue permission type, you must also specify one or more"
              + " sourceQueueArns values.");
    }
    if (sources.size() > SOURCES_MAX) {
      throw refusal(text, "The maximum number of source queue ARNs you can specify is 10.");
    }
    return new RedriveAllowPolicy(permission, sources);
  }

  /// The policy in a text of [#render], asked by no rule but that of its form.
  static RedriveAllowPolicy stored(String text) {
    JsonValue.Obj policy = JsonValue.parseObject(text).orElseThrow();
    return new RedriveAllowPolicy(permission(policy), sources(policy));
  }

  /// Whether the queue with `sourceArn` may name this one as its dead-letter queue.
  public boolean allows(String sourceArn) {
    return switch (permission) {
      case ALLOW_ALL -> true;
      case DENY_ALL -> false;
      case BY_QUEUE -> sourceQueueArns.contains(sourceArn);
    };
  }

  /// This policy as AWS writes it.
  public String render() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put(PERMISSION, new JsonValue.Text(permission.text));
    if (permission == Permission.BY_QUEUE) {
      List<JsonValue> arns = new ArrayList<>();
      sourceQueueArns.forEach(arn -> arns.add(new JsonValue.Text(arn)));
      members.put(SOURCES, new JsonValue.Arr(arns));
    }
    return new JsonValue.Obj(members).render();
  }

  private static Permission permission(JsonValue.Obj policy) {
    if (policy.get(PERMISSION).orElse(new JsonValue.Null())
        instanceof JsonValue.Text(String word)) {
      for (Permission permission : Permission.values()) {
        if (permission.text.equals(word)) {
          return permission;
        }
      }
    }
    throw unsupportedFormat();
  }

  private static List<String> sources(JsonValue.Obj policy) {
    JsonValue given = policy.get(SOURCES).orElse(new JsonValue.Arr(List.of()));
    if (!(given instanceof JsonValue.Arr(List<JsonValue> items))) {
      throw unsupportedFormat();
    }
    List<String> arns = new ArrayList<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonValue.Text(String arn)) || Arn.parse(arn).isEmpty()) {
        throw unsupportedFormat();
      }
      arns.add(arn);
    }
    return arns;
  }

  private static Refusal unsupportedFormat() {
    return Refusals.invalidAttribute(NAME, FAILED + ", as it’s in an unsupported format.");
  }

  private static Refusal refusal(String text, String reason) {
    return Refusals.invalidValue(NAME, text, FAILED + ". " + reason);
  }
}
