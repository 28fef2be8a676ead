package io.waybill.simulation.delivery;

import io.waybill.eventbridge.api.DescribeArchiveRequest;
import io.waybill.eventbridge.api.DescribeReplayRequest;
import io.waybill.eventbridge.api.DescribeReplayResponse;
import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.eventbridge.api.ReplayState;
import io.waybill.simulation.Violation;
import io.waybill.simulation.delivery.Source.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The archives of the buses, and the replays that bring back what is in them.
final class Replays {
  private static final Set<String> UNDER_WAY =
      Set.of(ReplayState.STARTING, ReplayState.RUNNING, ReplayState.CANCELLING);

  private final Town town;
  private final List<Archive> archives = new ArrayList<>();
  private final Map<String, Replay> replays = new LinkedHashMap<>();
  private int names;

  Replays(Town town) {
    this.town = town;
  }

  void add(Archive archive) {
    archives.add(archive);
  }

  List<Archive> archives() {
    return archives;
  }

  void add(Replay replay) {
    replays.put(replay.name, replay);
  }

  /// It never was.
  void remove(Replay replay) {
    replays.remove(replay.name);
  }

  String newName() {
    return "replay" + names++;
  }

  List<Replay> underWay() {
    return replays.values().stream().filter(Replay::isUnderWay).toList();
  }

  /// The machine stopped, and its clock may have been set back.
  void crashed() {
    underWay().forEach(each -> each.lowestMillis = Math.min(each.lowestMillis, town.now()));
  }

  /// What a replay brought to a target on `source`; throws where it must not.
  Posting came(String token, Source source) {
    Replay replay = replays.get(Tokens.replay(token));
    if (replay == null) {
      throw new Violation(token + " is of a replay that nobody started");
    }
    Posting original = town.ledger.find(Tokens.original(token), replay.archive.bus);
    if (original == null || !replay.mayBring(original)) {
      throw new Violation(replay + " brought " + original);
    }
    Source bus = replay.archive.bus;
    boolean sentOn =
        Bridge.sendsOn(bus, original.kind)
            && replay.goesTo(Bridge.RULE)
            && source.name.equals(Bridge.TO);
    Violation.unless(source == bus || sentOn, replay + " brought " + original + " to " + source);
    return posting(replay, original, source);
  }

  private Posting posting(Replay replay, Posting original, Source source) {
    String token = Tokens.replayed(original.token, replay.name);
    Posting present = town.ledger.find(token, source);
    if (present != null) {
      return present;
    }
    boolean sentOn = source != replay.archive.bus;
    Posting posting =
        new Posting(token, source, original.kind, "", replay.begunAt, replay.lowestMillis);
    // What came to an archive from another bus may have come more than once.
    posting.copies = original.copies + (sentOn ? 1 : 0);
    posting.isSentOn = sentOn || original.isSentOn;
    posting.rules = sentOn ? Set.of() : replay.rules;
    town.ledger.add(posting);
    return posting;
  }

  // ---- what the server says

  /// Asks how all of them stand, the server being at rest.
  void learn() {
    archives.forEach(this::learn);
    for (Replay replay : List.copyOf(replays.values())) {
      learn(replay);
    }
  }

  private void learn(Archive archive) {
    Optional<Long> events =
        Asked.ask(town, EventBridgeApi.DESCRIBE_ARCHIVE, new DescribeArchiveRequest(archive.name()))
            .map(answer -> Objects.requireNonNull(answer.eventCount()));
    Presence now = events.isPresent() ? Presence.THERE : Presence.ABSENT;
    Violation.unless(
        archive.presence == now || archive.presence == Presence.UNKNOWN,
        archive + " should be " + archive.presence);
    if (archive.presence == Presence.UNKNOWN) {
      archive.presence = now;
      archive.surelySince = town.moment();
    }
    events.ifPresent(count -> checkCount(archive, count));
  }

  private void checkCount(Archive archive, long count) {
    long latest = town.latest();
    List<Posting> sent = town.ledger.sentTo(archive.bus);
    long least =
        sent.stream().filter(each -> archive.mustHold(each, archive.surelySince, latest)).count();
    Violation.unless(count >= least, archive + " has " + count + " events, and not " + least);
    boolean countsTwice = sent.stream().anyMatch(each -> each.isSentOn);
    long most = sent.stream().filter(each -> archive.mayHold(each, archive.mayBeSince)).count();
    Violation.unless(
        countsTwice || count <= most, archive + " has " + count + " events, and only " + most);
  }

  private void learn(Replay replay) {
    Optional<DescribeReplayResponse> answer =
        Asked.ask(town, EventBridgeApi.DESCRIBE_REPLAY, new DescribeReplayRequest(replay.name));
    if (answer.isEmpty()) {
      Violation.unless(!replay.isKnown, replay + " is not there");
      remove(replay);
      return;
    }
    replay.isKnown = true;
    String state = Objects.requireNonNull(answer.get().state());
    Instant last = answer.get().eventLastReplayedTime();
    long lastMillis = last == null ? 0 : last.toEpochMilli();
    Violation.unless(
        replay.lastMillis <= lastMillis, replay + " goes back to " + lastMillis % 1_000_000_000);
    if (UNDER_WAY.contains(state)) {
      Violation.unless(replay.isUnderWay(), replay + " goes on: " + state);
      Violation.unless(
          !replay.isCancelled || state.equals(ReplayState.CANCELLING), replay + " is " + state);
      replay.lastMillis = lastMillis;
      return;
    }
    boolean isNews = replay.isUnderWay();
    Violation.unless(
        isNews || (replay.end.equals(state) && replay.lastMillis == lastMillis),
        replay + " ends anew: " + state + " at " + lastMillis % 1_000_000_000);
    if (isNews) {
      town.log(replay + " has ended: " + state);
      ended(replay, state, lastMillis);
    }
  }

  private void ended(Replay replay, String state, long lastMillis) {
    switch (state) {
      case ReplayState.CANCELLED ->
          Violation.unless(replay.mayBeCancelled, replay + " was cancelled by nobody");
      case ReplayState.FAILED ->
          Violation.unless(replay.archive.era != replay.archiveEra, replay + " failed");
      default -> Violation.unless(!replay.isCancelled, replay + " was cancelled, and is " + state);
    }
    replay.end = state;
    replay.lastMillis = lastMillis;
    long latest = town.latest();
    for (Posting original : town.ledger.sentTo(replay.archive.bus)) {
      checkBrought(replay, original);
      if (replay.mustBring(original, latest)) {
        isOwed(replay, original);
      }
    }
  }

  /// It can't have brought what comes behind where it ended.
  private void checkBrought(Replay replay, Posting original) {
    String token = Tokens.replayed(original.token, replay.name);
    Violation.unless(
        town.ledger.find(token, replay.archive.bus) == null || replay.mayBring(original),
        replay + " brought " + original);
  }

  private void isOwed(Replay replay, Posting original) {
    Source bus = replay.archive.bus;
    town.ledger.accepted(posting(replay, original, bus));
    if (Bridge.sendsOn(bus, original.kind) && replay.goesTo(Bridge.RULE)) {
      town.ledger.accepted(posting(replay, original, town.source(Bridge.TO)));
    }
  }
}
