package io.waybill.eventbridge.model;

import io.waybill.core.Arn;
import io.waybill.shapes.json.JsonValue;
import java.util.Optional;

/// What a log group gets of an event.
///
/// @param millis when it happened, since 1970
public record LogLine(long millis, String message) {
  private static final String GROUP = "log-group:";
  private static final String STREAMS = ":*";

  /// Whether `arn` is one of a log group, with or without AWS's `:*` behind it.
  public static boolean isGroup(Arn arn) {
    return arn.resource().startsWith(GROUP) && !group(arn).isEmpty();
  }

  /// The name of the group that `arn` names.
  public static String group(Arn arn) {
    String name = arn.resource().substring(GROUP.length());
    return name.endsWith(STREAMS) ? name.substring(0, name.length() - STREAMS.length()) : name;
  }

  // AWS (targets, CloudWatch Logs): an input transformer may make an object of `timestamp` and
  // `message`; whatever else the target gets is the message.
  public static LogLine of(String input, long millis) {
    Optional<JsonValue.Obj> object =
        JsonValue.parseObject(input).filter(each -> each.members().size() == 2);
    if (object.flatMap(each -> each.get("timestamp")).orElse(null)
            instanceof JsonValue.Num(String digits)
        && digits.matches("[0-9]{1,15}")
        && object.flatMap(each -> each.get("message")).orElse(null)
            instanceof JsonValue.Text(String message)) {
      return new LogLine(Long.parseLong(digits), message);
    }
    return new LogLine(millis, input);
  }
}
