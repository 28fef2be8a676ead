package io.waybill.engine.outbox;

import io.waybill.core.Stamp;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The attempts of one outbox: sets them off, brings what came of them back into the partition, and
/// does with a parcel what the service makes of its outcome.
final class Tries {
  private static final Logger log = LoggerFactory.getLogger(Tries.class);

  private final Outbox outbox;
  private final Deliverer deliverer;
  private final Underway underway;
  private final Lanes lanes;

  Tries(Outbox outbox, Deliverer deliverer, Underway underway, Lanes lanes) {
    this.outbox = outbox;
    this.deliverer = deliverer;
    this.underway = underway;
    this.lanes = lanes;
  }

  /// What is done in the partition when an outcome is back.
  interface Settling {
    void settle(Transaction transaction, Stamp stamp);
  }

  /// Is told that `attempts` begin, before the first of them is started.
  void begin(int attempts) {
    underway.begin(attempts);
  }

  /// An attempt that breaks is one that failed: its parcel must not hang for ever.
  void start(Attempt attempt, Consumer<Outcome> then) {
    Consumer<Outcome> told =
        outcome -> {
          then.accept(outcome);
          underway.end();
        };
    try {
      attempt.start(told);
    } catch (RuntimeException bug) {
      log.error("a delivery could not be tried, and is tried again", bug);
      told.accept(new Outcome.Failed(false, "INTERNAL_ERROR", String.valueOf(bug.getMessage()), 0));
    }
  }

  /// Does what follows from `outcome`. The parcel itself is stored no more.
  void conclude(Parcel parcel, Outcome outcome, Transaction transaction, Stamp stamp) {
    switch (outcome) {
      case Outcome.Delivered delivered ->
          deliverer.delivered(parcel, delivered, transaction, stamp);
      case Outcome.Failed failed -> {
        switch (deliverer.failed(parcel, failed, transaction, stamp)) {
          case Verdict.Retry(long dueMillis) ->
              lanes.addAgain(new Item(parcel.triedAgain(), dueMillis), transaction);
          case Verdict.Postpone(long dueMillis) ->
              lanes.addAgain(new Item(parcel, dueMillis), transaction);
          case Verdict.DeadLetter(String reason) ->
              lanes.add(new Item(parcel.givenUp(reason), stamp.millis()), transaction);
          case Verdict.Discard lost -> transaction.afterCommit(underway::lose);
          case Verdict.PassOn told -> {}
        }
      }
    }
  }

  /// What `parcel` was to be brought to is gone.
  void drop(Parcel parcel, Transaction transaction, Stamp stamp) {
    deliverer.dropped(parcel, transaction, stamp);
    transaction.afterCommit(underway::lose);
  }

  /// The way back into the partition.
  Command<Sender> back(Settling settling) {
    return new Back(settling);
  }

  /// After the state of the partition was loaded anew, what the one before had set off is of no
  /// interest: it is tried again.
  private final class Back implements Command<Sender> {
    private final Settling settling;

    Back(Settling settling) {
      this.settling = settling;
    }

    @Override
    public void decide(Sender state, Transaction transaction, Stamp stamp) {
      if (state.outbox() == outbox) {
        settling.settle(transaction, stamp);
      }
    }

    @Override
    public boolean isForPresentState() {
      return true;
    }

    @Override
    public void failed(Throwable cause) {
      log.warn("what came of a delivery could not be noted, and it is tried again", cause);
    }
  }
}
