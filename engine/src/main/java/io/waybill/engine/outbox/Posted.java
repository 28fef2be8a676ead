package io.waybill.engine.outbox;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a consignment's current page became items. After a crash the page is planned anew, and
/// these, which count their own attempts and may be delivered long since, must not begin again.
final class Posted {
  private static final int VERSION = 1;

  private final Set<Lane> lanes = new HashSet<>();
  private boolean isStored;

  private Posted() {}

  /// What is known of the page that begins in this step.
  static Posted of(byte @Nullable [] stored) {
    Posted posted = new Posted();
    if (stored != null) {
      ByteReader in = new ByteReader(stored);
      in.version(VERSION);
      for (int left = in.smallCount(); left > 0; left--) {
        posted.lanes.add(new Lane(in.u64(), in.text()));
      }
      posted.isStored = true;
    }
    return posted;
  }

  /// Stores as items what of `page` is not to be tried at once, and answers what is.
  List<Lane> post(
      Consignment consignment, Page page, Lanes all, Transaction transaction, Stamp stamp) {
    for (Lane lane : page.queued()) {
      add(lane, consignment, all, transaction, stamp);
    }
    List<Lane> direct = new ArrayList<>(page.direct().size());
    for (Lane lane : page.direct()) {
      if (lanes.contains(lane) || (lane.isOrdered() && all.isBusy(lane))) {
        add(lane, consignment, all, transaction, stamp);
      } else {
        direct.add(lane);
      }
    }
    return direct;
  }

  private void add(
      Lane lane, Consignment consignment, Lanes all, Transaction transaction, Stamp stamp) {
    if (lanes.add(lane)) {
      all.add(new Item(consignment.parcel(lane), stamp.millis()), transaction);
    }
  }

  /// The page stays under way: keeps what became items.
  void store(byte[] key, Transaction transaction) {
    if (lanes.isEmpty()) {
      return;
    }
    ByteWriter out = new ByteWriter(16 + 16 * lanes.size()).u8(VERSION).count(lanes.size());
    lanes.stream().sorted().forEach(lane -> out.u64(lane.target()).text(lane.group()));
    transaction.put(key, out.bytes());
    isStored = true;
  }

  /// The page is done.
  void delete(byte[] key, Transaction transaction) {
    if (isStored) {
      transaction.delete(key);
    }
  }
}
