package io.waybill.engine.outbox;

import io.waybill.core.Stamp;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One service's deliveries in one partition. See the package for the words and the promises.
public final class Outbox {
  /// Items begun in one step.
  private static final int STEP = 64;

  private final Deliverer deliverer;
  private final Underway underway;
  private final Lanes lanes;
  private final Tries tries;
  private final Consignments consignments;

  /// Items wait until all consignments up to this number are begun: those of one group may stand
  /// before its items, and come back to their lane only then.
  private final long itemsWaitFor;

  /// Loads what is stored: the lanes, and where the consignments that are not through begin.
  ///
  /// @param letter under which kind of the program's keys the outbox stands
  public Outbox(
      PartitionNumber partition,
      int program,
      char letter,
      Deliverer deliverer,
      Underway underway,
      View view) {
    OutboxKeys keys = new OutboxKeys(partition, program, letter);
    this.deliverer = deliverer;
    this.underway = underway;
    this.lanes = new Lanes(keys, deliverer::pace);
    this.tries = new Tries(this, deliverer, underway, lanes);
    this.consignments = new Consignments(keys, deliverer, lanes, tries, view);
    lanes.load(view);
    itemsWaitFor = lanes.hasOrdered() ? consignments.lastNumber() : 0;
  }

  /// Takes `payload` to be brought to its targets: stored when the step is. Returns its number,
  /// higher than all before.
  public long accept(byte[] payload, Transaction transaction, Stamp stamp) {
    return consignments.accept(payload, transaction, stamp);
  }

  /// `target` is gone: drops what waits for it. Whether there was something; how much it was is not
  /// known, for nobody reads it.
  public boolean forget(long target, Transaction transaction) {
    boolean any = lanes.forget(target, transaction);
    if (any) {
      transaction.afterCommit(underway::forget);
    }
    return any;
  }

  /// Whether all that was accepted for `target` up to consignment `number` has been settled. Asked
  /// by whoever brings a target much, a piece at a time. Known of targets whose lanes are ordered.
  public boolean isSettled(long target, long number) {
    return consignments.areBegun(number) && !lanes.hasAny(target);
  }

  /// Whether what is accepted now is begun at once, and does not wait on disk behind others.
  public boolean isAbreast() {
    return consignments.isAbreast();
  }

  /// The number of the consignment that was accepted last.
  public long lastNumber() {
    return consignments.lastNumber();
  }

  /// When there is something to do, in milliseconds since 1970; Long.MAX_VALUE when there is
  /// nothing.
  public long nextDue() {
    if (consignments.isReady()) {
      return 0;
    }
    return itemsMayGo() ? lanes.nextDue() : Long.MAX_VALUE;
  }

  private boolean itemsMayGo() {
    return consignments.areBegun(itemsWaitFor);
  }

  /// Does a bounded piece of what is due.
  public void onTime(Transaction transaction, Stamp stamp) {
    consignments.onTime(transaction, stamp);
    if (itemsMayGo()) {
      tryItems(lanes.take(STEP, stamp.millis(), transaction), transaction, stamp);
    }
  }

  /// How many lanes have something that waits or is under way.
  public int lanes() {
    return lanes.count();
  }

  private void tryItems(List<Lanes.Flight> flights, Transaction transaction, Stamp stamp) {
    Consumer<Command<Sender>> later = transaction.later();
    for (Lanes.Flight flight : flights) {
      Optional<Attempt> attempt = deliverer.prepare(flight.item().parcel(), stamp);
      if (attempt.isEmpty()) {
        transaction.delete(flight.key());
        tries.drop(flight.item().parcel(), transaction, stamp);
        if (lanes.end(flight, false)) {
          lanes.settle(flight);
        }
        continue;
      }
      transaction.afterCommit(() -> {
        tries.begin(1);
        tries.start(
            attempt.get(),
            outcome ->
                later.accept(
                    tries.back((then, stampThen) -> settle(flight, outcome, then, stampThen))));
      });
    }
  }

  private void settle(Lanes.Flight flight, Outcome outcome, Transaction transaction, Stamp stamp) {
    if (lanes.end(flight, outcome instanceof Outcome.Failed)) {
      transaction.delete(flight.key());
      tries.conclude(flight.item().parcel(), outcome, transaction, stamp);
      lanes.settle(flight);
    }
  }
}
