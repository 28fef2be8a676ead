package io.waybill.sns.filter;

import io.waybill.core.Utf8;
import io.waybill.shapes.json.JsonValue;
import io.waybill.sns.model.Place;
import java.util.Optional;

/// Which messages a subscription accepts.
///
/// @param body whether it is about the message's body, and not its attributes
public record FilterPolicy(PolicyNode root, boolean body) {
  private static final int BYTES_MAX = 256 << 10;

  /// The policy in the JSON `text`, or a refusal in AWS's words.
  public static FilterPolicy parse(String text, boolean body, Place place) {
    if (Utf8.length(text) > BYTES_MAX) {
      throw place.invalid("FilterPolicy", "Filter policy can not be larger than 256 KB");
    }
    JsonValue.Obj document =
        JsonValue.parseObject(text)
            .orElseThrow(() -> place.invalid("FilterPolicy", "failed to parse JSON."));
    Complexity.check(document, body, place);
    try {
      return new FilterPolicy(PolicyReader.read(text), body);
    } catch (PolicyFault fault) {
      throw place.invalid("FilterPolicy", fault.getMessage());
    }
  }

  /// The key of the policy that a message fails at; empty if the subscription accepts it.
  public Optional<String> mismatch(FilteredMessage message) {
    JsonValue.Obj object = body ? message.body() : message.attributes();
    // AWS: a body that is no JSON object is accepted by no policy about bodies.
    return object == null ? Optional.of("body") : root.mismatch(object);
  }
}
