package io.waybill.simulation.delivery;

import io.waybill.eventbridge.api.CancelReplayRequest;
import io.waybill.eventbridge.api.CancelReplayResponse;
import io.waybill.eventbridge.api.CreateArchiveRequest;
import io.waybill.eventbridge.api.CreateArchiveResponse;
import io.waybill.eventbridge.api.DeleteArchiveRequest;
import io.waybill.eventbridge.api.DeleteArchiveResponse;
import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.eventbridge.api.ReplayDestination;
import io.waybill.eventbridge.api.StartReplayRequest;
import io.waybill.eventbridge.api.StartReplayResponse;
import io.waybill.simulation.Chance;
import io.waybill.simulation.delivery.Source.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Makes and deletes archives, starts replays and cancels them.
final class ReplayChanges {
  private static final long FAR_OFF = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  private ReplayChanges() {}

  static void random(Town town) {
    Chance chance = town.chance;
    Archive archive = chance.of(town.replays.archives());
    List<Replay> underWay = town.replays.underWay();
    if (!underWay.isEmpty() && chance.oneIn(4)) {
      cancel(town, chance.of(underWay));
    } else if (town.busy.contains(archive.name()) || archive.presence == Presence.UNKNOWN) {
      return;
    } else if (archive.presence == Presence.ABSENT) {
      create(town, archive);
    } else if (chance.oneIn(10)) {
      delete(town, archive);
    } else if (chance.oneIn(3)) {
      start(town, archive, rules(town, archive.bus), 0, FAR_OFF);
    } else {
      startSome(town, archive);
    }
  }

  static void create(Town town, Archive archive) {
    archive.mayBeSince = town.moment();
    String pattern = archive.pattern();
    new Change<CreateArchiveResponse>(town, "create " + archive, archive.name())
        .then(output -> {
          archive.presence = Presence.THERE;
          archive.surelySince = town.moment();
        })
        .orDoubt(() -> archive.presence = Presence.UNKNOWN)
        .begin(
            EventBridgeApi.CREATE_ARCHIVE,
            new CreateArchiveRequest(
                archive.name(),
                archive.bus.arn(),
                null,
                pattern.isEmpty() ? null : pattern,
                archive.retentionDays));
  }

  private static void delete(Town town, Archive archive) {
    archive.era++;
    new Change<DeleteArchiveResponse>(town, "delete " + archive, archive.name())
        .then(output -> archive.presence = Presence.ABSENT)
        .orDoubt(() -> archive.presence = Presence.UNKNOWN)
        .begin(EventBridgeApi.DELETE_ARCHIVE, new DeleteArchiveRequest(archive.name()));
  }

  /// Events of a few minutes about one that was put.
  private static void startSome(Town town, Archive archive) {
    List<Posting> sent = town.ledger.sentTo(archive.bus);
    if (sent.isEmpty()) {
      return;
    }
    long middle = town.chance.of(sent).millis;
    long from = middle - town.chance.between(0, 60_000);
    long to = middle + town.chance.between(1, 600_000);
    start(town, archive, rules(town, archive.bus), from, to);
  }

  private static Set<String> rules(Town town, Source bus) {
    List<String> all = new ArrayList<>(bus.slots.stream().map(slot -> slot.rule).toList());
    if (bus.name.equals(Bridge.FROM)) {
      all.add(Bridge.RULE);
    }
    Set<String> chosen = new TreeSet<>();
    while (!town.chance.oneIn(2)) {
      chosen.add(town.chance.of(all));
    }
    return chosen;
  }

  /// All that is in all archives is brought back.
  static void startAll(Town town) {
    for (Archive archive : town.replays.archives()) {
      if (archive.presence == Presence.THERE && !town.busy.contains(archive.name())) {
        start(town, archive, Set.of(), 0, FAR_OFF);
      }
    }
  }

  private static void start(Town town, Archive archive, Set<String> rules, long from, long to) {
    Replay replay =
        new Replay(town.replays.newName(), archive, rules, from, to, town.moment(), town.now());
    town.replays.add(replay);
    new Start(town, replay)
        .start(
            EventBridgeApi.START_REPLAY,
            new StartReplayRequest(
                replay.name,
                null,
                archive.arn(),
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                new ReplayDestination(
                    archive.bus.arn(),
                    rules.stream().map(each -> arn(archive.bus, each)).toList())));
  }

  private static String arn(Source bus, String rule) {
    String path = bus.name.equals("default") ? rule : bus.name + "/" + rule;
    return "arn:aws:events:eu-west-1:000000000000:rule/" + path;
  }

  /// A call that starts a replay.
  private static final class Start extends Request<StartReplayResponse> {
    private final Replay replay;

    Start(Town town, Replay replay) {
      super(town, "start " + replay);
      this.replay = replay;
    }

    @Override
    void done(StartReplayResponse output) {
      replay.isKnown = !town.machine.isBroken();
    }

    @Override
    void refused(String code) {
      undone();
      boolean mayBeGone = replay.archive.era != replay.archiveEra;
      if (!code.equals("LimitExceededException") && !mayBeGone) {
        super.refused(code);
      }
    }

    @Override
    void undone() {
      town.replays.remove(replay);
    }

    @Override
    void inDoubt() {}
  }

  private static void cancel(Town town, Replay replay) {
    if (town.busy.contains(replay.name)) {
      return;
    }
    replay.mayBeCancelled = true;
    new Change<CancelReplayResponse>(town, "cancel " + replay.name, replay.name)
        .then(output -> replay.isCancelled = true)
        // It may be through, or not there.
        .unless(code -> code.contains("IllegalStatus") || code.contains("NotFound"))
        .begin(EventBridgeApi.CANCEL_REPLAY, new CancelReplayRequest(replay.name));
  }
}
