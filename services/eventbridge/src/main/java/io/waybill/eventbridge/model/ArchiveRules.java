package io.waybill.eventbridge.model;

import io.waybill.core.Utf8;
import io.waybill.shapes.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an archive gets its events: by a rule that EventBridge makes on the bus for itself.
public final class ArchiveRules {
  /// Who AWS says manages an archive's rule.
  public static final String MANAGED_BY = "prod.vhs.events.aws.internal";

  private static final String RULE = "Events-Archive-";
  private static final String REPLAY_NAME = "replay-name";
  private static final long TIME_BYTES = 14;
  private static final List<String> COUNTED = List.of("source", "detail-type", "account", "detail");
  private static final JsonValue NO_RESOURCES = new JsonValue.Arr(List.of());

  private ArchiveRules() {}

  /// The rule of the archive `name`.
  public static String rule(String name) {
    return RULE + name;
  }

  /// The archive that `rule` is for.
  public static Optional<String> archive(String rule) {
    return rule.startsWith(RULE) ? Optional.of(rule.substring(RULE.length())) : Optional.empty();
  }

  /// What the rule matches: what the archive asks for, but nothing that a replay brought back.
  ///
  /// @param pattern the archive's, or an empty text for all events
  public static String pattern(String pattern) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (!pattern.isEmpty()
        && EventPattern.json(pattern).orElseThrow() instanceof JsonValue.Obj(var wanted)) {
      members.putAll(wanted);
    }
    JsonValue absent = new JsonValue.Obj(Map.of("exists", new JsonValue.Bool(false)));
    members.put(REPLAY_NAME, new JsonValue.Arr(List.of(absent)));
    return new JsonValue.Obj(members).render();
  }

  /// What `event` counts in the archive's `SizeBytes`.
  ///
  /// AWS (recorded): less than the event as targets get it. Ten of source and type of 27 bytes each
  /// and a detail of 79 were 1,590: that of its texts, of the account and 14 bytes for the time.
  public static long size(JsonValue.Obj event) {
    long size = TIME_BYTES;
    for (String name : COUNTED) {
      size += event.get(name).map(ArchiveRules::size).orElse(0);
    }
    return event.get("resources").orElse(NO_RESOURCES) instanceof JsonValue.Arr(var resources)
        ? size + resources.stream().mapToInt(ArchiveRules::size).sum()
        : size;
  }

  private static int size(JsonValue value) {
    return Utf8.length(value instanceof JsonValue.Text(String text) ? text : value.render());
  }

  /// `event` as a replay brings it.
  public static String replayed(String event, String replay) {
    Map<String, JsonValue> members =
        new LinkedHashMap<>(JsonValue.parseObject(event).orElseThrow().members());
    members.put(REPLAY_NAME, new JsonValue.Text(replay));
    return new JsonValue.Obj(members).render();
  }
}
