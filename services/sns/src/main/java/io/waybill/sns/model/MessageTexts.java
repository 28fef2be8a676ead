package io.waybill.sns.model;

import io.waybill.shapes.json.JsonValue;
import java.util.Optional;

/// A message with MessageStructure `json`: a text for each protocol, and one for the rest.
public final class MessageTexts {
  private static final String DEFAULT = "default";

  private MessageTexts() {}

  static void check(String message) {
    JsonValue.Obj texts =
        JsonValue.parseObject(message)
            .orElseThrow(
                () -> Refusals.invalid("Message Structure - JSON message body failed to parse"));
    if (!(texts.get(DEFAULT).orElse(new JsonValue.Null()) instanceof JsonValue.Text)) {
      throw Refusals.invalid("Message Structure - No default entry in JSON message body");
    }
  }

  /// The text for `key`, where there is one of its own.
  public static Optional<String> forKey(String message, String key) {
    return JsonValue.parseObject(message)
        .flatMap(texts -> texts.get(key))
        .flatMap(found ->
            found instanceof JsonValue.Text(String text) ? Optional.of(text) : Optional.empty());
  }

  /// The text for `key`, such as `sqs`; that for the rest where there is none.
  public static String text(String message, String key) {
    JsonValue.Obj texts =
        JsonValue.parseObject(message)
            .orElseThrow(() -> new IllegalStateException("a stored message is no JSON object"));
    JsonValue found = texts.get(key).or(() -> texts.get(DEFAULT)).orElse(new JsonValue.Null());
    return found instanceof JsonValue.Text(String text) ? text : "";
  }
}
