package io.waybill.eventbridge.model;

import io.waybill.shapes.json.JsonValue;
import java.util.List;

/// An event that somebody wrote by hand to test a pattern with.
public final class SampleEvent {
  // AWS (TestEventPattern): these fields are mandatory.
  private static final List<String> REQUIRED =
      List.of("id", "account", "source", "time", "region", "detail-type");

  private SampleEvent() {}

  /// `event`, or a refusal where it lacks what every event has.
  public static String checked(String event) {
    JsonValue.Obj object =
        JsonValue.parseObject(event).orElseThrow(() -> Refusals.invalidParameter("Event"));
    if (!object.members().keySet().containsAll(REQUIRED)) {
      throw Refusals.invalidParameter("Event");
    }
    return event;
  }
}
