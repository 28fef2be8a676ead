package io.waybill.simulation.delivery;

import io.waybill.simulation.Violation;

/// One message on its way to one target: what was seen of it, and what may follow.
final class Dispatch {
  final Posting posting;
  final Slot slot;
  private final Town town;
  private final Tries live = new Tries();
  private final Tries dead = new Tries();

  Dispatch(Posting posting, Slot slot, Town town) {
    this.posting = posting;
    this.slot = slot;
    this.town = town;
  }

  Tries tries(boolean deadLetter) {
    return deadLetter ? dead : live;
  }

  /// An attempt begins; throws where it must not.
  int begin(boolean deadLetter) {
    boolean troubled = town.ledger.isTroubled();
    if (deadLetter) {
      checkDead(troubled);
    } else {
      checkLive(troubled);
    }
    return tries(deadLetter).begin(troubled);
  }

  private void checkLive(boolean troubled) {
    require(posting.fate != Posting.Fate.NONE, "it was refused");
    require(slot.mayWant(posting.kind, posting.begunAt), "the target is not there or filters it");
    require(posting.isFor(slot), "it is for other rules");
    if (posting.copies > 1) {
      return;
    }
    require(dead.begun == 0, "it was given up before");
    require(!live.isSurelyTaken(), "the target has it");
    int most =
        slot.possible(posting.begunAt).mapToInt(each -> each.patience().retries()).max().orElse(0);
    require(live.begun + 1 - live.slack(troubled) <= most + 1, "it was tried often enough");
    long notBefore =
        slot.possible(posting.begunAt)
            .mapToLong(each -> live.notBefore(each.patience(), troubled))
            .min()
            .orElse(Long.MIN_VALUE);
    require(town.now() >= notBefore, "it is tried too early, before " + notBefore % 1_000_000_000);
  }

  private void checkDead(boolean troubled) {
    require(slot.possible(posting.begunAt).anyMatch(Terms::deadLetters), "there is no such queue");
    require(mayBeGivenUp(), "it was not tried long enough");
    if (posting.copies == 1) {
      require(!dead.isSurelyTaken(), "the dead-letter queue has it");
    }
    require(
        dead.begun - dead.slack(troubled) <= Patience.Managed.POLICY.retries(),
        "it was tried enough");
  }

  /// Whether what was seen is enough for the server to give the target up.
  private boolean mayBeGivenUp() {
    return live.isRefused() || slot.possible(posting.begunAt).anyMatch(this::isExhausted);
  }

  private boolean isExhausted(Terms terms) {
    Patience patience = terms.patience();
    long next = town.latest() + patience.most(Math.max(1, live.begun)) + Streets.PAUSE_MILLIS;
    return live.begun > patience.retries() || next - posting.millis > patience.ageMillis();
  }

  /// Whether nothing more has to happen.
  boolean isOver() {
    return live.isTaken() || dead.isTaken() || mayBeDiscarded();
  }

  private boolean mayBeDiscarded() {
    boolean noQueue = slot.possible(posting.begunAt).anyMatch(each -> !each.deadLetters());
    return live.begun > 0 && mayBeGivenUp() && (noQueue || dead.isRefused());
  }

  /// Whether the target must get it, if it can be had.
  boolean isOwed() {
    return posting.fate == Posting.Fate.ACCEPTED
        && posting.isFor(slot)
        && slot.surelyWants(posting.kind, posting.begunAt);
  }

  boolean isUnderWay() {
    return live.isUnderWay() || dead.isUnderWay();
  }

  /// Nothing is under way anywhere, and all is at rest: what is due must have been tried.
  void checkPunctual() {
    boolean waitsForOthers = slot.isOrdered() || slot.isPaced();
    if (!isOwed() || isOver() || isUnderWay() || waitsForOthers || posting.copies > 1) {
      return;
    }
    require(live.begun > 0 || town.now() < posting.acceptedBefore, "it was never tried");
    if (dead.begun > 0) {
      return;
    }
    long due =
        slot.possible(posting.begunAt)
            .mapToLong(each -> live.due(each.patience()))
            .max()
            .orElse(Long.MAX_VALUE);
    require(town.now() <= due, "it should have been tried at " + due % 1_000_000_000);
  }

  void rest(long latest) {
    if (slot.kind != Slot.Kind.ENDPOINT && posting.insideUnderWay > 0) {
      return;
    }
    live.rest(latest);
    dead.rest(latest);
  }

  void trouble() {
    posting.insideUnderWay = 0;
    live.trouble();
    dead.trouble();
  }

  void require(boolean holds, String what) {
    if (!holds) {
      throw new Violation(this + ": " + what);
    }
  }

  @Override
  public String toString() {
    return posting + " for " + slot + ": " + live + "; dead-letter queue: " + dead;
  }
}
