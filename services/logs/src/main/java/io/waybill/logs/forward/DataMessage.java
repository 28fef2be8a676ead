package io.waybill.logs.forward;

import io.waybill.logs.api.SubscriptionFilter;
import io.waybill.logs.state.GroupDefinition;
import io.waybill.logs.state.LogEvent;
import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// AWS's `DATA_MESSAGE`: events of one stream that one subscription filter has matched.
final class DataMessage {
  /// So many characters of messages go together, which makes an event that Lambda takes even where
  /// nothing can be made smaller.
  private static final int CHARACTERS_MAX = 192 << 10;

  private DataMessage() {}

  /// The JSON of as many messages as `events` take; none where there are none.
  static List<String> bodies(
      GroupDefinition group, String stream, SubscriptionFilter filter, List<LogEvent> events) {
    List<String> bodies = new ArrayList<>();
    List<JsonValue> batch = new ArrayList<>();
    long characters = 0;
    for (LogEvent event : events) {
      if (!batch.isEmpty() && characters + event.message().length() > CHARACTERS_MAX) {
        bodies.add(body(group, stream, filter, batch));
        batch = new ArrayList<>();
        characters = 0;
      }
      batch.add(json(event));
      characters += event.message().length();
    }
    if (!batch.isEmpty()) {
      bodies.add(body(group, stream, filter, batch));
    }
    return bodies;
  }

  private static JsonValue json(LogEvent event) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("id", new JsonValue.Text(event.position().text()));
    members.put("timestamp", new JsonValue.Num(String.valueOf(event.position().millis())));
    members.put("message", new JsonValue.Text(event.message()));
    return new JsonValue.Obj(members);
  }

  private static String body(
      GroupDefinition group, String stream, SubscriptionFilter filter, List<JsonValue> events) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("messageType", new JsonValue.Text("DATA_MESSAGE"));
    members.put("owner", new JsonValue.Text(group.arn().account()));
    members.put("logGroup", new JsonValue.Text(group.name()));
    members.put("logStream", new JsonValue.Text(stream));
    members.put(
        "subscriptionFilters",
        new JsonValue.Arr(List.of(new JsonValue.Text(String.valueOf(filter.filterName())))));
    members.put("logEvents", new JsonValue.Arr(events));
    return new JsonValue.Obj(members).render();
  }
}
