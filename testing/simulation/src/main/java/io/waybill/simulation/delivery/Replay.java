package io.waybill.simulation.delivery;

import io.waybill.eventbridge.api.ReplayState;
import java.util.Set;

/// A replay: what it may bring, what it must, and how it ended.
final class Replay {
  final String name;
  final Archive archive;

  /// The rules that it goes to; empty for all.
  final Set<String> rules;

  final long fromMillis;
  final long toMillis;

  /// How the archive was when it started.
  final int archiveEra;

  final long archiveMayBeSince;
  final long archiveSurelySince;

  /// When it started: as the model counts.
  final long begunAt;

  /// The least that the clock has shown since it started: nothing that it brings is accepted
  /// earlier.
  long lowestMillis;

  /// Whether the server has said that it starts.
  boolean isKnown;

  /// Whether it was or may have been asked to end, and whether the server has said that it does.
  boolean mayBeCancelled;

  boolean isCancelled;

  /// AWS's word for how it ended; empty while it is under way.
  String end = "";

  /// The time of the event that it brought last; 0 where it brought none.
  long lastMillis;

  Replay(
      String name,
      Archive archive,
      Set<String> rules,
      long fromMillis,
      long toMillis,
      long begunAt,
      long millis) {
    this.name = name;
    this.archive = archive;
    this.rules = rules;
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    this.archiveEra = archive.era;
    this.archiveMayBeSince = archive.mayBeSince;
    this.archiveSurelySince = archive.surelySince;
    this.begunAt = begunAt;
    this.lowestMillis = millis;
  }

  boolean isUnderWay() {
    return end.isEmpty();
  }

  boolean goesTo(String rule) {
    return rules.isEmpty() || rules.contains(rule);
  }

  /// Whether it may bring `posting`, by the model's and by the clock's time.
  boolean mayBring(Posting posting) {
    return archive.mayHold(posting, archiveMayBeSince)
        && posting.eventNotBefore() < toMillis
        && posting.acceptedMillis >= fromMillis
        && (isUnderWay() || posting.eventNotBefore() <= lastMillis);
  }

  /// Whether it must have brought `posting`, having come through to its end.
  boolean mustBring(Posting posting, long latest) {
    return end.equals(ReplayState.COMPLETED)
        && archiveEra == archive.era
        && archive.mustHold(posting, archiveSurelySince, latest)
        && posting.acceptedAt < begunAt
        && posting.eventNotBefore() >= fromMillis
        && posting.acceptedMillis < toMillis;
  }

  @Override
  public String toString() {
    return name
        + " of "
        + archive
        + " to "
        + (rules.isEmpty() ? "all" : rules)
        + ", from "
        + fromMillis % 1_000_000_000
        + " to "
        + toMillis % 1_000_000_000
        + (isUnderWay() ? "" : ", " + end + " at " + lastMillis % 1_000_000_000);
  }
}
