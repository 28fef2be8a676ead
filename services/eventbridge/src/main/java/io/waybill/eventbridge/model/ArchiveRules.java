package io.waybill.eventbridge.model;

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
    if (!pattern.isEmpty()) {
      members.putAll(JsonValue.parseObject(pattern).orElseThrow().members());
    }
    JsonValue absent = new JsonValue.Obj(Map.of("exists", new JsonValue.Bool(false)));
    members.put(REPLAY_NAME, new JsonValue.Arr(List.of(absent)));
    return new JsonValue.Obj(members).render();
  }

  /// `event` as a replay brings it.
  public static String replayed(String event, String replay) {
    Map<String, JsonValue> members =
        new LinkedHashMap<>(JsonValue.parseObject(event).orElseThrow().members());
    members.put(REPLAY_NAME, new JsonValue.Text(replay));
    return new JsonValue.Obj(members).render();
  }
}
