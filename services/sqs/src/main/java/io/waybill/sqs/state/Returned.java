package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import org.jspecify.annotations.Nullable;

/// Messages of a standard queue that were received and became visible again, in the order in which
/// that happened.
///
/// Its place in the lane is stored under the message's sequence too, because the latest receipt
/// still deletes it.
public final class Returned {
  /// A message among the returned ones.
  ///
  /// @param grouped whether the message is stored among those of groups
  public record Entry(long sequence, boolean grouped, Attempts attempts) {
    private static final int VERSION = 1;

    byte[] bytes() {
      return new ByteWriter(32)
          .u8(VERSION)
          .count(sequence)
          .u8(grouped ? 1 : 0)
          .count(attempts.count())
          .count(attempts.firstReceivedAt())
          .bytes();
    }

    static Entry read(byte[] value) {
      ByteReader in = new ByteReader(value);
      in.version(VERSION);
      return new Entry(in.count(), in.u8() == 1, new Attempts(in.smallCount(), in.count()));
    }
  }

  private static final int PLACE_VERSION = 1;

  private final QueueKeys keys;
  private final Lane lane;

  Returned(QueueKeys keys, Lane lane) {
    this.keys = keys;
    this.lane = lane;
  }

  public Lane lane() {
    return lane;
  }

  public void append(Entry entry, Transaction transaction) {
    long place = lane.append(entry.bytes(), transaction);
    transaction.put(
        keys.numbered(QueueKeys.RETURNED_AT, entry.sequence),
        new ByteWriter(12).u8(PLACE_VERSION).count(place).bytes());
  }

  /// Takes the first entry out, or answers null when there is none.
  public @Nullable Entry take(Transaction transaction) {
    Lane.Entry first = lane.peek(transaction);
    if (first == null) {
      return null;
    }
    lane.skip();
    Entry entry = Entry.read(first.value());
    transaction.delete(lane.key(first.number()));
    transaction.delete(keys.numbered(QueueKeys.RETURNED_AT, entry.sequence));
    return entry;
  }

  /// The entry of message `sequence`, or null when it is not among the returned ones.
  public @Nullable Entry find(long sequence, View view) {
    Long place = place(sequence, view);
    byte[] value = place == null ? null : view.get(lane.key(place));
    return value == null ? null : Entry.read(value);
  }

  /// Takes the entry of message `sequence` out, if there is one.
  public void remove(long sequence, Transaction transaction) {
    Long place = place(sequence, transaction);
    if (place != null) {
      lane.remove(place, transaction);
      transaction.delete(keys.numbered(QueueKeys.RETURNED_AT, sequence));
    }
  }

  public void clear(Transaction transaction) {
    lane.clear(transaction);
    transaction.deleteRange(keys.first(QueueKeys.RETURNED_AT), keys.end(QueueKeys.RETURNED_AT));
  }

  private @Nullable Long place(long sequence, View view) {
    byte[] value = view.get(keys.numbered(QueueKeys.RETURNED_AT, sequence));
    if (value == null) {
      return null;
    }
    ByteReader in = new ByteReader(value);
    in.version(PLACE_VERSION);
    return in.count();
  }
}
