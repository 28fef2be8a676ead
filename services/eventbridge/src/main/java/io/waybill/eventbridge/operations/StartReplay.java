package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ReplayDestination;
import io.waybill.eventbridge.api.StartReplayRequest;
import io.waybill.eventbridge.api.StartReplayResponse;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.ArchiveDefinition;
import io.waybill.eventbridge.state.ReplayDefinition;
import io.waybill.shapes.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Starts to bring archived events of some time back to their bus.
final class StartReplay implements Operation<StartReplayRequest, StartReplayResponse> {
  private static final String ARCHIVE = "archive/";

  /// AWS: ten replays of an account and region are under way at most.
  private static final int UNDER_WAY_MAX = 10;

  private final Bridging bridging;

  StartReplay(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, StartReplayRequest input, Answer<StartReplayResponse> answer) {
    ReplayDestination destination = input.destination();
    Arn bus =
        Archiving.bus(caller, destination == null ? null : destination.arn(), "Destination.Arn");
    Archiving.requireOwn(caller, bus, "events:StartReplay");
    bridging.requireBus(bus);
    ArchiveDefinition archive = archive(caller, Inputs.text(input.eventSourceArn()));
    if (!archive.bus().equals(bus)) {
      throw Refusals.invalidParameter(
          "Destination.Arn", "Cross event bus replay is not permitted.");
    }
    long from = millis(input.eventStartTime());
    long to = millis(input.eventEndTime());
    if (from >= to) {
      throw Refusals.invalidParameter(
          "EventEndTime", "EventStartTime must be before EventEndTime.");
    }
    requireRoom(caller);
    String name = Inputs.text(input.replayName());
    Refusal taken = Refusals.alreadyExists("Replay " + name);
    Answer<StartReplayResponse> then =
        Reserved.name(bridging.catalog().replays(), caller, name, taken, answer);
    List<String> rules = Inputs.list(destination == null ? null : destination.filterArns());
    rules.forEach(rule -> requireRuleOf(bus, rule));
    bridging.decide(
        bus,
        new io.waybill.eventbridge.decide.StartReplay(
            name, archive.name(), Inputs.text(input.description()), rules, from, to),
        Answers.mapped(then, StartReplay::output));
  }

  /// What a replay goes to is on its bus: another ARN would match nothing, without a word.
  private static void requireRuleOf(Arn bus, String rule) {
    if (Arn.parse(rule).filter(Names::isRule).map(Names::busOfRule).filter(bus::equals).isEmpty()) {
      throw Refusals.invalidParameter(
          "Destination.FilterArns", "Must contain ARNs of rules of the destination.");
    }
  }

  private void requireRoom(Caller caller) {
    boolean full =
        bridging
                .catalog()
                .replays()
                .list(
                    caller.account(),
                    caller.region(),
                    "",
                    "",
                    UNDER_WAY_MAX,
                    ReplayDefinition::isUnderWay)
                .size()
            == UNDER_WAY_MAX;
    if (full) {
      throw Refusals.tooMany();
    }
  }

  private ArchiveDefinition archive(Caller caller, String text) {
    Optional<Arn> arn = Arn.parse(text).filter(each -> each.resource().startsWith(ARCHIVE));
    if (arn.isEmpty()) {
      throw Refusals.invalidParameter("EventSourceArn", "Must contain an archive ARN.");
    }
    caller.requireReach(arn.get());
    Inputs.requireRegion(caller, arn.get());
    String name = arn.get().resource().substring(ARCHIVE.length());
    return bridging
        .catalog()
        .archives()
        .find(arn.get().account(), arn.get().region(), name)
        .orElseThrow(() ->
            Refusals.invalidParameter("EventSourceArn", "Archive " + name + " does not exist."))
        .definition();
  }

  private static long millis(@Nullable Instant time) {
    return time == null ? 0 : time.toEpochMilli();
  }

  private static StartReplayResponse output(ReplayDefinition replay) {
    return new StartReplayResponse(
        replay.arn().toString(), replay.state(), null, Inputs.time(replay.startedAt()));
  }
}
