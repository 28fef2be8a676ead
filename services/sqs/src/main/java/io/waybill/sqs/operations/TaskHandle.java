package io.waybill.sqs.operations;

import io.waybill.sqs.model.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a caller names a move task by: Base64 of its id and its source, as AWS's are.
record TaskHandle(UUID id, String sourceArn) {
  private static final Pattern FORM =
      Pattern.compile("\\{\"taskId\":\"([^\"]{1,64})\",\"sourceArn\":\"([^\"]{1,512})\"\\}");

  String text() {
    String json = "{\"taskId\":\"" + id + "\",\"sourceArn\":\"" + sourceArn + "\"}";
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /// The handle in `text`; an id that can't be one of ours is that of no task.
  static TaskHandle parse(@Nullable String text) {
    String given = Inputs.required(text, "TaskHandle");
    try {
      String json = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8);
      Matcher parts = FORM.matcher(json.replace("\": \"", "\":\"").replace("\", \"", "\",\""));
      if (parts.matches()) {
        return new TaskHandle(id(parts.group(1)), parts.group(2));
      }
    } catch (IllegalArgumentException malformed) {
      // Not Base64: told below.
    }
    throw Refusals.invalidValue("TaskHandle", given, "It is not a task handle.");
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      return new UUID(0, 0);
    }
  }
}
