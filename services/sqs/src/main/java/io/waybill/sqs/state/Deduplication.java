package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a FIFO queue remembers for five minutes: the deduplication ids of what was sent, and what
/// receive attempts got.
///
/// All of it is in the store, with an index of when to forget it.
public final class Deduplication {
  /// AWS: the deduplication interval is five minutes, and so is that of receive attempts.
  public static final long INTERVAL_MILLIS = 5 * 60_000;

  private static final int VERSION = 1;
  private static final int FORGET_AT_ONCE_MAX = 1_000;

  /// The message that was accepted under a deduplication id.
  public record Accepted(UUID messageId, long sequenceNumber) {}

  /// A message that a receive attempt got.
  public record Got(long sequence, int attempt) {}

  private final QueueKeys keys;
  private long earliest = Long.MAX_VALUE;

  Deduplication(QueueKeys keys, View view) {
    this.keys = keys;
    findEarliest(0, view);
  }

  /// What was accepted under `id` within the interval.
  public Optional<Accepted> accepted(String id, long nowMillis, View view) {
    byte[] value = view.get(keys.named(QueueKeys.DEDUPLICATION, "m" + id));
    if (value == null) {
      return Optional.empty();
    }
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return in.count() <= nowMillis
        ? Optional.empty()
        : Optional.of(new Accepted(in.uuid(), in.count()));
  }

  public void remember(String id, Accepted accepted, long nowMillis, Transaction transaction) {
    byte[] value = start(nowMillis).uuid(accepted.messageId).count(accepted.sequenceNumber).bytes();
    put("m" + id, value, nowMillis, transaction);
  }

  /// What receive attempt `id` got within the interval.
  public Optional<List<Got>> got(String id, long nowMillis, View view) {
    byte[] value = view.get(keys.named(QueueKeys.DEDUPLICATION, "r" + id));
    if (value == null) {
      return Optional.empty();
    }
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    if (in.count() <= nowMillis) {
      return Optional.empty();
    }
    List<Got> got = new ArrayList<>();
    for (int left = in.smallCount(); left > 0; left--) {
      got.add(new Got(in.count(), in.smallCount()));
    }
    return Optional.of(got);
  }

  public void rememberGot(String id, List<Got> got, long nowMillis, Transaction transaction) {
    ByteWriter out = start(nowMillis).count(got.size());
    got.forEach(each -> out.count(each.sequence).count(each.attempt));
    put("r" + id, out.bytes(), nowMillis, transaction);
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
        keys.timedName(QueueKeys.FORGET, earliest, ""),
        keys.timedName(QueueKeys.FORGET, nowMillis + 1, ""),
        (key, value) -> {
          due.add(key);
          return due.size() < FORGET_AT_ONCE_MAX;
        });
    for (byte[] key : due) {
      transaction.delete(key);
      forgetName(QueueKeys.name(key), nowMillis, transaction);
    }
    findEarliest(due.isEmpty() ? nowMillis : QueueKeys.millis(due.getLast()), transaction);
  }

  public void clear(Transaction transaction) {
    transaction.deleteRange(keys.first(QueueKeys.DEDUPLICATION), keys.end(QueueKeys.FORGET));
    earliest = Long.MAX_VALUE;
  }

  /// A name that was used again after its interval lives on under its later time.
  private void forgetName(String name, long nowMillis, Transaction transaction) {
    byte[] key = keys.named(QueueKeys.DEDUPLICATION, name);
    byte[] value = transaction.get(key);
    if (value != null) {
      ByteReader in = new ByteReader(value);
      in.version(VERSION);
      if (in.count() <= nowMillis) {
        transaction.delete(key);
      }
    }
  }

  private static ByteWriter start(long nowMillis) {
    return new ByteWriter(48).u8(VERSION).count(nowMillis + INTERVAL_MILLIS);
  }

  private void put(String name, byte[] value, long nowMillis, Transaction transaction) {
    long until = nowMillis + INTERVAL_MILLIS;
    transaction.put(keys.named(QueueKeys.DEDUPLICATION, name), value);
    transaction.put(keys.timedName(QueueKeys.FORGET, until, name), new byte[] {VERSION});
    earliest = Math.min(earliest, until);
  }

  private void findEarliest(long from, View view) {
    earliest = Long.MAX_VALUE;
    view.scan(
        keys.timedName(QueueKeys.FORGET, from, ""),
        keys.end(QueueKeys.FORGET),
        (key, value) -> {
          earliest = QueueKeys.millis(key);
          return false;
        });
  }
}
