package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What was published to a FIFO topic within five minutes, by deduplication id.
///
/// All of it is in the store, with an index of when to forget it.
public final class Deduplication {
  /// AWS: the deduplication interval is five minutes.
  public static final long INTERVAL_MILLIS = 5 * 60_000;

  private static final int VERSION = 1;
  private static final int FORGET_AT_ONCE_MAX = 1_000;

  /// The message that was accepted under an id.
  public record Accepted(UUID messageId, long sequenceNumber) {}

  private final KeySpace keys;
  private long earliest = Long.MAX_VALUE;

  Deduplication(KeySpace keys, View view) {
    this.keys = keys;
    findEarliest(0, view);
  }

  /// What was accepted under `id` within the interval.
  public Optional<Accepted> accepted(String id, long nowMillis, View view) {
    byte[] value = view.get(keys.named(SnsKeys.DEDUPLICATION, id));
    if (value == null || until(value) <= nowMillis) {
      return Optional.empty();
    }
    ByteReader in = new ByteReader(value, 9);
    return Optional.of(new Accepted(in.uuid(), in.count()));
  }

  public void remember(String id, Accepted accepted, long nowMillis, Transaction transaction) {
    long until = nowMillis + INTERVAL_MILLIS;
    ByteWriter value = new ByteWriter(34).u8(VERSION).u64(until);
    value.uuid(accepted.messageId).count(accepted.sequenceNumber);
    transaction.put(keys.named(SnsKeys.DEDUPLICATION, id), value.bytes());
    transaction.put(keys.timedName(SnsKeys.FORGET, until, id), new byte[] {VERSION});
    earliest = Math.min(earliest, until);
  }

  long nextDue() {
    return earliest;
  }

  /// Forgets a piece of what is too old.
  public void forget(long nowMillis, Transaction transaction) {
    if (earliest > nowMillis) {
      return;
    }
    List<byte[]> due = new ArrayList<>();
    transaction.scan(
        keys.timedName(SnsKeys.FORGET, earliest, ""),
        keys.timedName(SnsKeys.FORGET, nowMillis + 1, ""),
        (key, value) -> {
          due.add(key);
          return due.size() < FORGET_AT_ONCE_MAX;
        });
    for (byte[] key : due) {
      transaction.delete(key);
      byte[] named = keys.named(SnsKeys.DEDUPLICATION, KeySpace.timedName(key));
      byte[] value = transaction.get(named);
      // An id that was used again after its interval lives on under its later time.
      if (value != null && until(value) <= nowMillis) {
        transaction.delete(named);
      }
    }
    findEarliest(due.isEmpty() ? nowMillis : KeySpace.millis(due.getLast()), transaction);
  }

  private static long until(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return in.u64();
  }

  private void findEarliest(long from, View view) {
    earliest = Long.MAX_VALUE;
    view.scan(
        keys.timedName(SnsKeys.FORGET, from, ""),
        keys.end(SnsKeys.FORGET),
        (key, value) -> {
          earliest = KeySpace.millis(key);
          return false;
        });
  }
}
