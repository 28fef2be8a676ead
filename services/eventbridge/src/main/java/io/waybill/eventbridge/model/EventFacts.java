package io.waybill.eventbridge.model;

import io.waybill.shapes.json.JsonValue;
import io.waybill.shapes.policy.RequestContext;
import java.util.List;

/// What a bus's policy may ask of an event: `events:source` and `events:detail-type`.
public record EventFacts(String source, String detailType) implements RequestContext {
  /// The facts of an event as it is on its way.
  public static EventFacts of(JsonValue.Obj event) {
    return new EventFacts(text(event, "source"), text(event, "detail-type"));
  }

  private static String text(JsonValue.Obj event, String name) {
    return event.get(name).orElse(new JsonValue.Null()) instanceof JsonValue.Text(String value)
        ? value
        : "";
  }

  @Override
  public List<String> values(String key) {
    return switch (key) {
      case "events:source" -> List.of(source);
      case "events:detail-type" -> List.of(detailType);
      default -> List.of();
    };
  }
}
