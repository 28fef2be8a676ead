package io.waybill.engine.outbox;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One lane as memory knows it.
final class LaneState {
  final Lane lane;

  /// No item of the lane stands before this key.
  byte[] from;

  /// When the first item that nobody tries is due; Long.MAX_VALUE where there is none.
  long headDue = Long.MAX_VALUE;

  /// Whether a parcel is being tried straight from its consignment. Known of ordered lanes only.
  boolean direct;

  /// Whether the latest attempt failed.
  boolean failing;

  /// Whether it stands among those that wait for room for failing lanes; it may have found some
  /// since.
  boolean held;

  /// When the lane stands in the index of due times; Long.MAX_VALUE where it does not.
  long indexedAt = Long.MAX_VALUE;

  /// The numbers of the items that are being tried. Few lanes have any at a time.
  private @Nullable Set<Long> tried;

  private double allowance = 1;
  private long allowanceAt;

  LaneState(Lane lane, byte[] from) {
    this.lane = lane;
    this.from = from;
  }

  /// Whether nothing of the lane is stored or under way.
  boolean isIdle() {
    return headDue == Long.MAX_VALUE && tried == null && !direct;
  }

  boolean isTrying(long number) {
    return tried != null && tried.contains(number);
  }

  void begin(long number) {
    if (tried == null) {
      tried = new HashSet<>();
    }
    tried.add(number);
  }

  void end(long number) {
    if (tried != null) {
      tried.remove(number);
      tried = tried.isEmpty() ? null : tried;
    }
  }

  /// How many more attempts may begin now, its rate left aside.
  int free(Pace pace) {
    if (lane.isOrdered()) {
      return tried == null && !direct ? 1 : 0;
    }
    return Math.max(0, pace.atOnce() - (tried == null ? 0 : tried.size()));
  }

  /// How many attempts the rate allows now.
  int allowed(Pace pace, long nowMillis) {
    if (pace.perSecond() == 0) {
      return Integer.MAX_VALUE;
    }
    double more = Math.max(0, nowMillis - allowanceAt) * pace.perSecond() / 1000;
    // What was not used is not saved up: a rate of 100 means 10 ms between two attempts.
    allowance = Math.min(Math.max(1, pace.perSecond() / 1000), allowance + more);
    allowanceAt = nowMillis;
    return (int) allowance;
  }

  /// An attempt begins.
  void use(Pace pace) {
    if (pace.perSecond() > 0) {
      allowance--;
    }
  }

  /// When the rate allows the next attempt.
  long allowedAt(Pace pace) {
    if (pace.perSecond() == 0 || allowance >= 1) {
      return Long.MIN_VALUE;
    }
    return allowanceAt + (long) Math.ceil((1 - allowance) * 1000 / pace.perSecond());
  }
}
