package io.waybill.eventbridge.model;

import io.waybill.core.Arn;
import io.waybill.shapes.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An event as somebody put it, before it has an id.
///
/// @param timeMillis when it happened, as the caller says; 0 for when it is put
/// @param traceHeader an X-Ray header that goes with it, or an empty text
public record EventDraft(
    String source,
    String detailType,
    JsonValue.Obj detail,
    List<String> resources,
    long timeMillis,
    String traceHeader) {

  /// The event as targets get it.
  ///
  /// @param bus tells account and region
  public String text(String id, Arn bus, long nowMillis) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("version", text("0"));
    members.put("id", text(id));
    members.put("detail-type", text(detailType));
    members.put("source", text(source));
    members.put("account", text(bus.account()));
    members.put("time", text(iso(timeMillis == 0 ? nowMillis : timeMillis)));
    members.put("region", text(bus.region()));
    members.put("resources", new JsonValue.Arr(resources.stream().map(EventDraft::text).toList()));
    members.put("detail", detail);
    return new JsonValue.Obj(members).render();
  }

  /// `millis` as events write times: ISO 8601, whole seconds.
  public static String iso(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }
}
