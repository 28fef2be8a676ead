package io.waybill.sns.model;

import io.waybill.shapes.json.JsonValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;

/// From when to when a subscription wants what its topic has archived: `{"PointType": "Timestamp",
/// "StartingPoint": "2026-01-01T00:00:00.000Z", "EndingPoint": …}`.
///
/// @param toMillis Long.MAX_VALUE where there is no ending point
public record ReplayPolicy(long fromMillis, long toMillis) {
  private static final String NAME = "ReplayPolicy";
  private static final String START = "StartingPoint";
  private static final String END = "EndingPoint";
  private static final Set<String> KNOWN = Set.of("PointType", START, END);

  /// The policy in the JSON `text`, or a refusal.
  static ReplayPolicy parse(String text, Place place) {
    JsonValue.Obj policy =
        JsonValue.parseObject(text).orElseThrow(() -> place.invalid(NAME, "failed to parse JSON."));
    for (String name : policy.members().keySet()) {
      if (!KNOWN.contains(name)) {
        throw place.invalid(NAME, "Attribute " + name + " is unknown.");
      }
    }
    if (!"Timestamp".equals(text(policy, "PointType"))) {
      throw place.invalid(NAME, "PointType must be Timestamp");
    }
    long from = millis(policy, START, place);
    boolean hasEnd = policy.members().containsKey(END);
    long to = hasEnd ? millis(policy, END, place) : Long.MAX_VALUE;
    if (to < from) {
      throw place.invalid(NAME, "StartingPoint must be before EndingPoint");
    }
    return new ReplayPolicy(from, to);
  }

  private static String text(JsonValue.Obj policy, String name) {
    return policy.get(name).orElse(new JsonValue.Null()) instanceof JsonValue.Text(String text)
        ? text
        : "";
  }

  private static long millis(JsonValue.Obj policy, String name, Place place) {
    try {
      Instant time = OffsetDateTime.parse(text(policy, name)).toInstant();
      if (time.isAfter(Instant.EPOCH)) {
        return time.toEpochMilli();
      }
    } catch (DateTimeParseException | ArithmeticException notATime) {
      // told below
    }
    throw place.invalid(NAME, name + " must be a timestamp such as 2026-01-01T00:00:00.000Z");
  }

  /// The refusal of a policy that the topic's archive cannot follow.
  public static io.waybill.shapes.Refusal cannot(Place place, String why) {
    return place.invalid(NAME, why);
  }
}
