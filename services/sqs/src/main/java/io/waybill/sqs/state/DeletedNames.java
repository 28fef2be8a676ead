package io.waybill.sqs.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// The names of queues that were deleted a moment ago, which nobody may give to a new queue yet.
///
/// Each is in the store until its time is over, so that the rule holds over a restart; then it is
/// forgotten, so that a server that makes and deletes queues for years keeps none of them.
final class DeletedNames {
  /// AWS (DeleteQueue): one must wait at least 60 seconds before a queue of the same name.
  private static final long PAUSE_MILLIS = 60_000;

  private static final char KIND = 'X';
  private static final int VERSION = 1;
  private static final int FORGET_AT_ONCE_MAX = 1_000;

  private record Deleted(long millis, String arn) implements Comparable<Deleted> {
    @Override
    public int compareTo(Deleted other) {
      int byTime = Long.compare(millis, other.millis);
      return byTime != 0 ? byTime : arn.compareTo(other.arn);
    }
  }

  private final QueueKeys keys;
  private final Map<String, Deleted> byArn = new HashMap<>();
  private final TreeSet<Deleted> byTime = new TreeSet<>();

  DeletedNames(QueueKeys keys, View view) {
    this.keys = keys;
    view.scan(
        keys.first(KIND),
        keys.end(KIND),
        (key, value) -> {
          remember(new Deleted(new ByteReader(value, 1).u64(), QueueKeys.text(key)));
          return true;
        });
  }

  void add(Arn arn, long nowMillis, Transaction transaction) {
    String name = arn.toString();
    transaction.put(keys.named(KIND, name), new ByteWriter(9).u8(VERSION).u64(nowMillis).bytes());
    remember(new Deleted(nowMillis, name));
  }

  /// Whether a queue of this name was deleted so late that there must not be a new one yet.
  boolean has(Arn arn, long nowMillis) {
    Deleted deleted = byArn.get(arn.toString());
    return deleted != null && nowMillis - deleted.millis < PAUSE_MILLIS;
  }

  /// There is a queue of this name again.
  void remove(Arn arn, Transaction transaction) {
    Deleted deleted = byArn.get(arn.toString());
    if (deleted != null) {
      forget(deleted, transaction);
    }
  }

  /// When the next name is free; Long.MAX_VALUE when all are.
  long nextDue() {
    return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().millis + PAUSE_MILLIS;
  }

  /// Forgets a piece of those that are free.
  void forgetDue(long nowMillis, Transaction transaction) {
    for (int i = 0; i < FORGET_AT_ONCE_MAX && nextDue() <= nowMillis; i++) {
      forget(byTime.first(), transaction);
    }
  }

  private void remember(Deleted deleted) {
    Deleted before = byArn.put(deleted.arn, deleted);
    if (before != null) {
      byTime.remove(before);
    }
    byTime.add(deleted);
  }

  private void forget(Deleted deleted, Transaction transaction) {
    byArn.remove(deleted.arn);
    byTime.remove(deleted);
    transaction.delete(keys.named(KIND, deleted.arn));
  }
}
