package io.waybill.simulation.delivery;

import io.waybill.simulation.delivery.Source.Presence;
import java.util.Set;

/// An archive of a bus: which events it must hold, and which it may.
final class Archive {
  private static final long DAY_MILLIS = 86_400_000;

  final Source bus;

  /// What its pattern takes; empty for all.
  final Set<String> kinds;

  final int retentionDays;
  Presence presence = Presence.ABSENT;

  /// From when on it may be there, and from when on it surely is.
  long mayBeSince;

  long surelySince;

  /// How often it was or may have been deleted.
  int era;

  Archive(Source bus, Set<String> kinds, int retentionDays) {
    this.bus = bus;
    this.kinds = kinds;
    this.retentionDays = retentionDays;
  }

  String name() {
    return "archive-" + bus;
  }

  String arn() {
    return "arn:aws:events:eu-west-1:000000000000:archive/" + name();
  }

  /// What an archive takes, as part of a pattern; empty for all.
  String pattern() {
    return kinds.isEmpty()
        ? ""
        : "{\"detail\":" + new Terms(kinds, Patience.Phases.HTTP, false).filter() + "}";
  }

  boolean takes(Posting posting) {
    return kinds.isEmpty() || kinds.contains(posting.kind);
  }

  /// Whether it may hold `posting`.
  ///
  /// @param since from when on it may have been there
  boolean mayHold(Posting posting, long since) {
    return posting.fate != Posting.Fate.NONE && takes(posting) && posting.acceptedAt >= since;
  }

  /// Whether it must hold `posting`, if it is there still.
  ///
  /// @param since from when on it surely was there
  boolean mustHold(Posting posting, long since, long latest) {
    return posting.fate == Posting.Fate.ACCEPTED
        && !posting.isSentOn
        && takes(posting)
        && posting.begunAt > since
        && (retentionDays == 0 || latest - posting.millis < retentionDays * DAY_MILLIS);
  }

  @Override
  public String toString() {
    return name() + " of " + kinds + " for " + retentionDays + " days";
  }
}
