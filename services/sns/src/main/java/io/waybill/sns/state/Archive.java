package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.Piece;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.List;

/// What a FIFO topic keeps of what was published to it, to be replayed: letters, by the time of
/// their publishing and their sequence number.
///
/// All of it is in the store. Memory knows how much it is, and where it begins and ends.
public final class Archive {
  private static final int VERSION = 1;
  private static final int EXPIRED_AT_ONCE_MAX = 500;
  private static final long PIECE_BYTES_MAX = 1 << 20;
  private static final long DAY_MILLIS = 86_400_000;

  /// A letter's place.
  public record Position(long millis, long sequence) implements Comparable<Position> {
    static final Position NONE = new Position(0, 0);

    @Override
    public int compareTo(Position other) {
      int byTime = Long.compare(millis, other.millis);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final KeySpace keys;
  private long since;
  private long messages;
  private long bytes;
  private Position last = Position.NONE;
  private long oldest;

  Archive(KeySpace keys, View view) {
    this.keys = keys;
    byte[] head = view.get(keys.single(SnsKeys.ARCHIVE_HEAD));
    if (head != null) {
      ByteReader in = new ByteReader(head);
      in.version(VERSION);
      since = in.u64();
      messages = in.count();
      bytes = in.count();
      last = new Position(in.u64(), in.count());
    }
    findOldest(0, view);
  }

  /// Whether what is published is kept.
  public boolean isActive() {
    return since > 0;
  }

  /// How many messages it holds.
  public long messages() {
    return messages;
  }

  /// How much it holds.
  public long bytes() {
    return bytes;
  }

  /// The latest that was ever put here.
  public Position last() {
    return last;
  }

  /// The earliest time that can be replayed from.
  ///
  /// @param days for how long messages are kept
  public long beginning(int days, long nowMillis) {
    return Math.max(since, nowMillis - days * DAY_MILLIS);
  }

  public void begin(long nowMillis, Transaction transaction) {
    since = nowMillis;
    save(transaction);
  }

  /// Drops all it holds, at a cost that does not depend on how much that is.
  public void end(Transaction transaction) {
    since = 0;
    messages = 0;
    bytes = 0;
    last = Position.NONE;
    oldest = Long.MAX_VALUE;
    transaction.delete(keys.single(SnsKeys.ARCHIVE_HEAD));
    transaction.deleteRange(keys.first(SnsKeys.ARCHIVE), keys.end(SnsKeys.ARCHIVE));
  }

  /// Keeps a letter, which is later than all before.
  public void add(Position place, byte[] letter, Transaction transaction) {
    transaction.put(key(place), letter);
    messages++;
    bytes += letter.length;
    last = place;
    oldest = Math.min(oldest, place.millis);
    save(transaction);
  }

  private void save(Transaction transaction) {
    transaction.put(
        keys.single(SnsKeys.ARCHIVE_HEAD),
        new ByteWriter(40)
            .u8(VERSION)
            .u64(since)
            .count(messages)
            .count(bytes)
            .u64(last.millis)
            .count(last.sequence)
            .bytes());
  }

  private byte[] key(Position place) {
    return keys.timedNumber(SnsKeys.ARCHIVE, place.millis, place.sequence);
  }

  /// The first letters behind `behind` that were published until `toMillis`: up to `most`, and no
  /// more behind a megabyte.
  public List<Letter> read(Position behind, long toMillis, int most, View view) {
    byte[] from = key(new Position(behind.millis, behind.sequence + 1));
    byte[] to =
        toMillis == Long.MAX_VALUE ? keys.end(SnsKeys.ARCHIVE) : key(new Position(toMillis + 1, 0));
    return Piece.read(view, from, to, most, PIECE_BYTES_MAX).stream()
        .map(entry -> Letter.read(entry.value()))
        .toList();
  }

  long nextDue(int days) {
    return oldest == Long.MAX_VALUE ? Long.MAX_VALUE : oldest + days * DAY_MILLIS;
  }

  /// Drops a piece of what is older than `days`.
  public void expire(int days, long nowMillis, Transaction transaction) {
    if (nextDue(days) > nowMillis) {
      return;
    }
    long kept = nowMillis - days * DAY_MILLIS + 1;
    List<Piece.Entry> old =
        Piece.read(
            transaction,
            key(new Position(oldest, 0)),
            key(new Position(kept, 0)),
            EXPIRED_AT_ONCE_MAX,
            PIECE_BYTES_MAX);
    for (Piece.Entry each : old) {
      transaction.delete(each.key());
      messages--;
      bytes -= each.value().length;
    }
    findOldest(old.isEmpty() ? kept : KeySpace.millis(old.getLast().key()), transaction);
    save(transaction);
  }

  private void findOldest(long from, View view) {
    oldest = Long.MAX_VALUE;
    view.scan(
        key(new Position(from, 0)),
        keys.end(SnsKeys.ARCHIVE),
        (key, value) -> {
          oldest = KeySpace.millis(key);
          return false;
        });
  }
}
