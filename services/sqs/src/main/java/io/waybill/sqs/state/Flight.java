package io.waybill.sqs.state;

import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All messages of a queue that are in flight: in memory, at most 120,000 of them, and rebuilt from
/// the store.
public final class Flight {
  /// AWS (quotas): standard and FIFO queues have at most about 120,000 messages in flight.
  public static final int IN_FLIGHT_MAX = 120_000;

  private final QueueKeys keys;
  private final Map<Long, InFlight> bySequence = new HashMap<>();
  private final TreeSet<InFlight> byTime = new TreeSet<>();

  Flight(QueueKeys keys) {
    this.keys = keys;
  }

  void load(View view) {
    view.scan(
        keys.first(QueueKeys.IN_FLIGHT),
        keys.end(QueueKeys.IN_FLIGHT),
        (key, value) -> {
          remember(InFlight.read(value));
          return true;
        });
  }

  public int size() {
    return bySequence.size();
  }

  public @Nullable InFlight get(long sequence) {
    return bySequence.get(sequence);
  }

  public boolean contains(long sequence) {
    return bySequence.containsKey(sequence);
  }

  public void put(InFlight message, Transaction transaction) {
    transaction.put(keys.numbered(QueueKeys.IN_FLIGHT, message.sequence()), message.bytes());
    remember(message);
  }

  public void remove(InFlight message, Transaction transaction) {
    transaction.delete(keys.numbered(QueueKeys.IN_FLIGHT, message.sequence()));
    bySequence.remove(message.sequence());
    byTime.remove(message);
  }

  public void clear(Transaction transaction) {
    transaction.deleteRange(keys.first(QueueKeys.IN_FLIGHT), keys.end(QueueKeys.IN_FLIGHT));
    bySequence.clear();
    byTime.clear();
  }

  /// The message that becomes visible first, or null when none is in flight.
  public @Nullable InFlight next() {
    return byTime.isEmpty() ? null : byTime.first();
  }

  private void remember(InFlight message) {
    InFlight before = bySequence.put(message.sequence(), message);
    if (before != null) {
      byTime.remove(before);
    }
    byTime.add(message);
  }
}
