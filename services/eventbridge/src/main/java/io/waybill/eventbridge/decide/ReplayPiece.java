package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.api.ReplayState;
import io.waybill.eventbridge.model.ArchiveRules;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.ReplayDefinition;
import io.waybill.eventbridge.state.Replays;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Brings the next events of a replay to its bus: a bounded piece of it, with how far it came, in
/// one commit.
public final class ReplayPiece {
  private static final int PIECE = 100;

  private ReplayPiece() {}

  /// Goes on with `replay`, which is under way.
  public static void play(ReplayDefinition replay, Step step) {
    Replays replays = step.buses().replays();
    if (replay.state().equals(ReplayState.CANCELLING)) {
      replays.put(replay.ended(ReplayState.CANCELLED, step.now()), step.transaction());
      return;
    }
    Optional<Bus> bus = step.buses().find(replay.bus());
    Optional<List<Replays.Archived>> events = replays.next(replay, PIECE, step);
    if (bus.isEmpty() || events.isEmpty()) {
      replays.put(replay.ended(ReplayState.FAILED, step.now()), step.transaction());
      return;
    }
    ReplayDefinition after = replay;
    for (Replays.Archived event : events.get()) {
      play(bus.get(), replay, event.text(), step);
      after = after.running(event.millis(), event.number());
    }
    boolean isThrough = events.get().isEmpty();
    replays.put(
        isThrough ? after.ended(ReplayState.COMPLETED, step.now()) : after, step.transaction());
  }

  private static void play(Bus bus, ReplayDefinition replay, String event, Step step) {
    UUID id = id(event).orElseGet(() -> step.stamp().uuid());
    step.trail(id, "Replayed", bus.arn(), Map.of("replay", replay.arn().toString()));
    Predicate<RuleDefinition> chosen =
        rule ->
            replay.rules().isEmpty()
                || replay.rules().contains(Names.rule(bus.arn(), rule.name()).toString());
    String text = ArchiveRules.replayed(event, replay.name());
    Routing.route(bus, new Routing.OnItsWay(id, text, false, ""), chosen, step);
  }

  private static Optional<UUID> id(String event) {
    Optional<JsonValue> id = JsonValue.parseObject(event).flatMap(object -> object.get("id"));
    try {
      return id.flatMap(value ->
          value instanceof JsonValue.Text(String text)
              ? Optional.of(UUID.fromString(text))
              : Optional.empty());
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
