package io.waybill.simulation.delivery;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One message that was published, or one event that was put.
final class Posting {
  enum Fate {
    /// The call is under way, or its outcome is not known.
    POSSIBLE,
    ACCEPTED,
    NONE
  }

  final String token;
  final Source source;

  /// What filters look at; empty where a filter sees nothing.
  final String kind;

  final String group;

  /// When it was published: as the model counts, and by the clock.
  final long begunAt;

  final long millis;
  final int era;
  Fate fate = Fate.POSSIBLE;

  /// When it was accepted at the latest: a clock that is set back does not make it due earlier.
  long acceptedBefore;

  /// Its number on a FIFO topic; 0 while that is not known.
  long number;

  /// How many attempts at targets inside the server are under way: what comes of them is stored
  /// when all have ended.
  int insideUnderWay;

  /// How often it may have been published: a rule's target that is a topic publishes again where it
  /// does not know.
  int copies = 1;

  /// When that was learned, as the model counts, and what the clock showed then; far off where it
  /// was not.
  long acceptedAt = Long.MAX_VALUE;

  long acceptedMillis = Long.MAX_VALUE;

  /// Whether it came from another bus, or may have: nobody knows when.
  boolean isSentOn;

  /// The rules that may have it; empty for all.
  Set<String> rules = Set.of();

  /// What another bus gets of it; null where no rule sends it on.
  @Nullable Posting sentOn;

  Posting(String token, Source source, String kind, String group, long begunAt, long millis) {
    this.token = token;
    this.source = source;
    this.kind = kind;
    this.group = group;
    this.begunAt = begunAt;
    this.millis = millis;
    this.era = source.era;
  }

  /// The least that the event may give as its time, which is in seconds.
  long eventNotBefore() {
    return millis / 1000 * 1000;
  }

  /// Whether `slot` may have it, by what was asked for when it was sent.
  boolean isFor(Slot slot) {
    return rules.isEmpty() || rules.contains(slot.rule);
  }

  @Override
  public String toString() {
    return token + " (" + kind + " " + group + " " + number + ", " + fate + ") on " + source;
  }
}
