package io.waybill.engine.outbox;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One service's deliveries in one partition. See the package for the words and the promises.
public final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int VERSION = 1;

  /// Lanes in a page of a consignment's targets.
  private static final int PAGE_LANES = 500;

  /// Consignments under way together, and what their payloads may take; more wait on disk.
  private static final int WINDOW = 2_048;

  private static final long WINDOW_BYTES = 4 << 20;

  /// Items or pages begun in one step.
  private static final int STEP = 64;

  /// Consignments of the backlog begun in one step.
  private static final int BACKLOG_STEP = 256;

  private final OutboxKeys keys;
  private final Deliverer deliverer;
  private final Underway underway;
  private final Lanes lanes;
  private final Set<Consignment> active = new HashSet<>();

  /// Consignments of which a page is settled and the next not begun.
  private final Deque<Consignment> between = new ArrayDeque<>();

  private long activeBytes;
  private long lastNumber;

  /// The lowest number that may wait on disk for the window to have room.
  private long backlogFrom;

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
    this.keys = new OutboxKeys(partition, program, letter);
    this.deliverer = deliverer;
    this.underway = underway;
    this.lanes = new Lanes(keys, deliverer::pace);
    byte[] last = view.get(keys.lastNumber());
    lastNumber = last == null ? 0 : new ByteReader(last, 1).u64();
    backlogFrom = lastNumber + 1;
    view.scan(
        keys.consignment(0),
        keys.endOfConsignments(),
        (key, value) -> {
          backlogFrom = OutboxKeys.consignmentNumber(key);
          return false;
        });
    lanes.load(view);
    itemsWaitFor = lanes.hasOrdered() ? lastNumber : 0;
  }

  /// Takes `payload` to be brought to its targets: stored when the step is. Returns its number,
  /// higher than all before.
  public long accept(byte[] payload, Transaction transaction, Stamp stamp) {
    long number = ++lastNumber;
    transaction.put(keys.lastNumber(), new ByteWriter(9).u8(VERSION).u64(number).bytes());
    Consignment consignment = new Consignment(number, payload, stamp.millis());
    if (backlogFrom < number || !hasRoom()) {
      store(consignment, transaction);
      return number;
    }
    backlogFrom = number + 1;
    activate(consignment);
    Page page = plan(consignment, transaction, stamp);
    if (!page.direct().isEmpty() || page.next() != null) {
      store(consignment, transaction);
    }
    begin(consignment, page, transaction, stamp);
    return number;
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
    return number < backlogFrom && !lanes.hasAny(target);
  }

  /// Whether what is accepted now is begun at once, and does not wait on disk behind others.
  public boolean isAbreast() {
    return backlogFrom > lastNumber && hasRoom();
  }

  /// The number of the consignment that was accepted last.
  public long lastNumber() {
    return lastNumber;
  }

  /// When there is something to do, in milliseconds since 1970; Long.MAX_VALUE when there is
  /// nothing.
  public long nextDue() {
    boolean ready = !between.isEmpty() || (backlogFrom <= lastNumber && hasRoom());
    if (ready) {
      return 0;
    }
    return itemsMayGo() ? lanes.nextDue() : Long.MAX_VALUE;
  }

  private boolean itemsMayGo() {
    return backlogFrom > itemsWaitFor;
  }

  /// Does a bounded piece of what is due.
  public void onTime(Transaction transaction, Stamp stamp) {
    for (int i = 0; i < STEP && !between.isEmpty(); i++) {
      Consignment consignment = between.remove();
      begin(consignment, plan(consignment, transaction, stamp), transaction, stamp);
    }
    if (backlogFrom <= lastNumber && hasRoom()) {
      takeBacklog(transaction, stamp);
    }
    if (itemsMayGo()) {
      tryItems(lanes.take(STEP, stamp.millis(), transaction), transaction, stamp);
    }
  }

  /// How many lanes have something that waits or is under way.
  public int lanes() {
    return lanes.count();
  }

  // ---- consignments

  private boolean hasRoom() {
    return active.size() < WINDOW && activeBytes < WINDOW_BYTES;
  }

  private void store(Consignment consignment, Transaction transaction) {
    consignment.isStored = true;
    transaction.put(
        keys.consignment(consignment.number),
        new ByteWriter(9 + consignment.payload.length)
            .u8(VERSION)
            .u64(consignment.acceptedMillis)
            .raw(consignment.payload)
            .bytes());
  }

  private void activate(Consignment consignment) {
    active.add(consignment);
    activeBytes += consignment.payload.length;
  }

  private void takeBacklog(Transaction transaction, Stamp stamp) {
    List<Consignment> taken = new ArrayList<>();
    long from = backlogFrom;
    backlogFrom = lastNumber + 1;
    transaction.scan(
        keys.consignment(from),
        keys.endOfConsignments(),
        (key, value) -> {
          long number = OutboxKeys.consignmentNumber(key);
          if (taken.size() == BACKLOG_STEP || !hasRoom()) {
            backlogFrom = number;
            return false;
          }
          ByteReader in = new ByteReader(value);
          in.version(VERSION);
          long accepted = in.u64();
          Consignment consignment = new Consignment(number, in.rest(), accepted);
          consignment.isStored = true;
          activate(consignment);
          taken.add(consignment);
          return true;
        });
    for (Consignment consignment : taken) {
      byte[] cursor = transaction.get(keys.cursor(consignment.number));
      consignment.next = cursor;
      consignment.cursorIsStored = cursor != null;
      consignment.posted = Posted.of(transaction.get(keys.posted(consignment.number)));
      begin(consignment, plan(consignment, transaction, stamp), transaction, stamp);
    }
  }

  private Page plan(Consignment consignment, Transaction transaction, Stamp stamp) {
    return deliverer.plan(
        consignment.number, consignment.payload, consignment.next, PAGE_LANES, transaction, stamp);
  }

  private void begin(Consignment consignment, Page page, Transaction transaction, Stamp stamp) {
    consignment.next = page.next();
    List<Lane> direct = consignment.posted.post(consignment, page, lanes, transaction, stamp);
    List<Ready> ready = new ArrayList<>(direct.size());
    for (Lane lane : direct) {
      Parcel parcel = consignment.parcel(lane);
      Optional<Attempt> attempt = deliverer.prepare(parcel, stamp);
      if (attempt.isPresent()) {
        ready.add(new Ready(parcel, attempt.get()));
        if (lane.isOrdered()) {
          lanes.beginDirect(lane);
        }
      } else {
        drop(parcel, transaction, stamp);
      }
    }
    if (ready.isEmpty()) {
      turnPage(consignment, transaction);
      return;
    }
    if (consignment.isStored) {
      consignment.posted.store(keys.posted(consignment.number), transaction);
    }
    consignment.expect(ready.size());
    Consumer<Command<Sender>> later = transaction.later();
    transaction.afterCommit(() -> start(consignment, ready, later));
  }

  private record Ready(Parcel parcel, Attempt attempt) {}

  private void start(Consignment consignment, List<Ready> ready, Consumer<Command<Sender>> later) {
    underway.begin(ready.size());
    for (Ready each : ready) {
      start(
          each.attempt,
          outcome -> {
            if (consignment.note(each.parcel, outcome)) {
              later.accept(
                  new Back((transaction, stamp) -> settle(consignment, transaction, stamp)));
            }
            underway.end();
          });
    }
  }

  private void settle(Consignment consignment, Transaction transaction, Stamp stamp) {
    for (Consignment.Tried tried : consignment.outcomes()) {
      Parcel parcel = tried.parcel();
      if (parcel.lane().isOrdered()) {
        lanes.endDirect(parcel.lane());
      }
      conclude(parcel, tried.outcome(), transaction, stamp);
    }
    turnPage(consignment, transaction);
  }

  private void turnPage(Consignment consignment, Transaction transaction) {
    byte[] next = consignment.next;
    consignment.posted.delete(keys.posted(consignment.number), transaction);
    consignment.posted = Posted.of(null);
    if (next != null) {
      consignment.cursorIsStored = true;
      transaction.put(keys.cursor(consignment.number), next);
      between.add(consignment);
      return;
    }
    active.remove(consignment);
    activeBytes -= consignment.payload.length;
    if (consignment.isStored) {
      transaction.delete(keys.consignment(consignment.number));
    }
    if (consignment.cursorIsStored) {
      transaction.delete(keys.cursor(consignment.number));
    }
  }

  // ---- items

  private void tryItems(List<Lanes.Flight> flights, Transaction transaction, Stamp stamp) {
    Consumer<Command<Sender>> later = transaction.later();
    for (Lanes.Flight flight : flights) {
      Optional<Attempt> attempt = deliverer.prepare(flight.item().parcel(), stamp);
      if (attempt.isEmpty()) {
        transaction.delete(flight.key());
        drop(flight.item().parcel(), transaction, stamp);
        if (lanes.end(flight, false)) {
          lanes.settle(flight);
        }
        continue;
      }
      transaction.afterCommit(() -> {
        underway.begin(1);
        start(
            attempt.get(),
            outcome -> {
              later.accept(new Back((then, stampThen) -> settle(flight, outcome, then, stampThen)));
              underway.end();
            });
      });
    }
  }

  private void settle(Lanes.Flight flight, Outcome outcome, Transaction transaction, Stamp stamp) {
    if (lanes.end(flight, outcome instanceof Outcome.Failed)) {
      transaction.delete(flight.key());
      conclude(flight.item().parcel(), outcome, transaction, stamp);
      lanes.settle(flight);
    }
  }

  private void conclude(Parcel parcel, Outcome outcome, Transaction transaction, Stamp stamp) {
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

  private void drop(Parcel parcel, Transaction transaction, Stamp stamp) {
    deliverer.dropped(parcel, transaction, stamp);
    transaction.afterCommit(underway::lose);
  }

  /// An attempt that breaks is one that failed: its parcel must not hang for ever.
  private static void start(Attempt attempt, Consumer<Outcome> then) {
    try {
      attempt.start(then);
    } catch (RuntimeException bug) {
      log.error("a delivery could not be tried, and is tried again", bug);
      then.accept(new Outcome.Failed(false, "INTERNAL_ERROR", String.valueOf(bug.getMessage()), 0));
    }
  }

  /// The way back into the partition. After its state was loaded anew, what the one before had set
  /// off is of no interest: it is tried again.
  private final class Back implements Command<Sender> {
    private final Settling settling;

    Back(Settling settling) {
      this.settling = settling;
    }

    @Override
    public void decide(Sender state, Transaction transaction, Stamp stamp) {
      if (state.outbox() == Outbox.this) {
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

  private interface Settling {
    void settle(Transaction transaction, Stamp stamp);
  }
}
