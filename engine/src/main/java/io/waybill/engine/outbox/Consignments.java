package io.waybill.engine.outbox;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Command;
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

/// The consignments of one outbox: those under way, page by page, and behind them those that wait
/// on disk, in the order in which they were accepted.
final class Consignments {
  private static final int VERSION = 1;

  /// Lanes in a page of a consignment's targets.
  private static final int PAGE_LANES = 500;

  /// Consignments under way together, and what their payloads may take; more wait on disk.
  private static final int WINDOW = 2_048;

  private static final long WINDOW_BYTES = 4 << 20;

  /// Pages begun in one step.
  private static final int STEP = 64;

  /// Consignments of the backlog begun in one step.
  private static final int BACKLOG_STEP = 256;

  private final OutboxKeys keys;
  private final Deliverer deliverer;
  private final Lanes lanes;
  private final Tries tries;
  private final Set<Consignment> active = new HashSet<>();

  /// Consignments of which a page is settled and the next not begun.
  private final Deque<Consignment> between = new ArrayDeque<>();

  private long activeBytes;
  private long lastNumber;

  /// The lowest number that may wait on disk for the window to have room.
  private long backlogFrom;

  /// Finds where those begin that are not through.
  Consignments(OutboxKeys keys, Deliverer deliverer, Lanes lanes, Tries tries, View view) {
    this.keys = keys;
    this.deliverer = deliverer;
    this.lanes = lanes;
    this.tries = tries;
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
  }

  /// Takes `payload` to be brought to its targets: stored when the step is. Returns its number,
  /// higher than all before.
  long accept(byte[] payload, Transaction transaction, Stamp stamp) {
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

  /// The number of the one that was accepted last.
  long lastNumber() {
    return lastNumber;
  }

  /// Whether all up to `number` are begun.
  boolean areBegun(long number) {
    return number < backlogFrom;
  }

  /// Whether one that is accepted now is begun at once.
  boolean isAbreast() {
    return areBegun(lastNumber) && hasRoom();
  }

  /// Whether a page or a consignment can be begun now.
  boolean isReady() {
    return !between.isEmpty() || (backlogFrom <= lastNumber && hasRoom());
  }

  /// Begins a bounded number of pages.
  void onTime(Transaction transaction, Stamp stamp) {
    for (int i = 0; i < STEP && !between.isEmpty(); i++) {
      Consignment consignment = between.remove();
      begin(consignment, plan(consignment, transaction, stamp), transaction, stamp);
    }
    if (backlogFrom <= lastNumber && hasRoom()) {
      takeBacklog(transaction, stamp);
    }
  }

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
        tries.drop(parcel, transaction, stamp);
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
    tries.begin(ready.size());
    for (Ready each : ready) {
      tries.start(
          each.attempt,
          outcome -> {
            if (consignment.note(each.parcel, outcome)) {
              later.accept(
                  tries.back((transaction, stamp) -> settle(consignment, transaction, stamp)));
            }
          });
    }
  }

  private void settle(Consignment consignment, Transaction transaction, Stamp stamp) {
    for (Consignment.Tried tried : consignment.outcomes()) {
      Parcel parcel = tried.parcel();
      if (parcel.lane().isOrdered()) {
        lanes.endDirect(parcel.lane());
      }
      tries.conclude(parcel, tried.outcome(), transaction, stamp);
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
}
