package io.waybill.simulation.delivery;

import java.util.ArrayList;
import java.util.List;

/// The attempts to bring one message to one place, as they were seen from outside.
final class Tries {
  /// A failure, and how long the target asked to be left alone.
  private record Failure(long millis, long pause) {}

  int begun;

  /// How many of their outcomes are surely stored.
  private int sure;

  /// How many outcomes a crash may have swallowed.
  private int maybeLost;

  private int underWay;
  private int epoch;
  private int taken;
  private boolean surelyTaken;
  private boolean takenThisEpoch;
  private boolean refused;
  private final List<Failure> failures = new ArrayList<>();

  /// When the latest failure was known to the server at the latest.
  private long failedBefore = Long.MAX_VALUE;

  /// An attempt begins: what came of those before is stored, or it would not.
  int begin(boolean troubled) {
    if (!troubled && underWay == 0) {
      sure = begun;
    }
    begun++;
    underWay++;
    failedBefore = Long.MAX_VALUE;
    return epoch;
  }

  void taken(int begunIn) {
    taken++;
    if (begunIn == epoch) {
      underWay--;
      takenThisEpoch = true;
    }
  }

  /// The target has it, and the server can't know.
  void takenUntold() {
    taken++;
  }

  void failed(int begunIn, long now, long pause, boolean forGood) {
    refused |= forGood;
    failures.add(new Failure(now, pause));
    failedBefore = Long.MAX_VALUE;
    if (begunIn == epoch) {
      underWay--;
    }
  }

  /// All that was known is stored, at `latest` at the latest.
  void rest(long latest) {
    if (underWay == 0) {
      sure = begun;
      surelyTaken |= takenThisEpoch;
      failedBefore = Math.min(failedBefore, latest);
    }
  }

  /// What was not yet stored may be lost.
  void trouble() {
    maybeLost += begun - sure;
    sure = begun;
    underWay = 0;
    takenThisEpoch = false;
    failedBefore = Long.MAX_VALUE;
    epoch++;
  }

  boolean isUnderWay() {
    return underWay > 0;
  }

  boolean isTaken() {
    return taken > 0;
  }

  boolean isSurelyTaken() {
    return surelyTaken;
  }

  boolean isRefused() {
    return refused;
  }

  /// How many outcomes the server may not know.
  int slack(boolean troubled) {
    return maybeLost + (troubled ? begun - sure : 0);
  }

  /// When, at the earliest, the next attempt may begin on these terms.
  long notBefore(Patience patience, boolean troubled) {
    int slack = slack(troubled);
    int at = failures.size() - 1 - slack;
    if (at < 0) {
      return Long.MIN_VALUE;
    }
    long least = Long.MAX_VALUE;
    for (int number = Math.max(1, begun - slack); number <= begun; number++) {
      least = Math.min(least, patience.least(number));
    }
    if (slack == 0) {
      return failures.get(at).millis + Math.max(least, failures.get(at).pause);
    }
    // Which failure it counts from is not known, and the clock may have been set back.
    return least + failures.stream().skip(at).mapToLong(Failure::millis).min().orElse(0);
  }

  /// When, at the latest, the next attempt is due on these terms; Long.MAX_VALUE where there is no
  /// telling.
  long due(Patience patience) {
    if (failures.isEmpty() || failedBefore == Long.MAX_VALUE || failedBefore > Long.MAX_VALUE / 2) {
      return Long.MAX_VALUE;
    }
    long most = 0;
    for (int number = Math.max(1, begun - maybeLost); number <= begun; number++) {
      most = Math.max(most, patience.most(number));
    }
    return failedBefore + Math.max(most, failures.getLast().pause);
  }

  @Override
  public String toString() {
    return begun
        + " tries ("
        + maybeLost
        + " may be lost), taken "
        + taken
        + (surelyTaken ? " surely" : "")
        + (refused ? ", refused" : "")
        + ", under way "
        + underWay
        + ", failures "
        + failures.stream().map(each -> each.millis % 1_000_000_000).toList();
  }
}
