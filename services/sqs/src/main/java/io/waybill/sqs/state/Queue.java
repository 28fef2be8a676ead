package io.waybill.sqs.state;

import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.sqs.model.ReceiptSeal;
import org.jspecify.annotations.Nullable;

/// One queue's memory: cursors, counts and what is in flight. The deciders change it, together with
/// the writes that rebuild it.
public final class Queue {
  private final PartitionNumber partition;
  private final QueueKeys keys;
  private QueueDefinition definition;

  private final Lane fresh;
  private final Returned returned;
  private final Groups groups;
  private final Flight flight;
  private final Delayed delayed;
  private final Deduplication deduplication;
  private final ReceiptSeal seal;
  private final Waiters waiters = new Waiters();
  private final QueueMetrics metrics = new QueueMetrics();

  private long nextSequence;
  private long visible;
  private long latestSentAt;
  private long oldestSentAt;
  private long groupedFront;
  private long purgedAt;
  private boolean returnedFirst;
  private long pollsDueAt = Long.MAX_VALUE;
  private @Nullable MoveTask moveTask;

  Queue(
      PartitionNumber partition,
      QueueDefinition definition,
      Budget budget,
      GroupMemory groupMemory,
      View view) {
    this.partition = partition;
    this.definition = definition;
    this.keys = new QueueKeys(partition, definition.number());
    byte[] stored = view.get(keys.single(QueueKeys.HEAD));
    Head head = stored == null ? Head.NEW : Head.read(stored);
    boolean fifo = definition.attributes().fifo();
    this.fresh = new Lane(keys, QueueKeys.FRESH, budget, head.freshFront(), head.freshEnd());
    this.returned =
        new Returned(
            keys,
            new Lane(keys, QueueKeys.RETURNED, budget, head.returnedFront(), head.returnedEnd()));
    this.flight = new Flight(keys);
    this.groups =
        new Groups(
            keys,
            definition.number(),
            new Lane(keys, QueueKeys.RING, budget, head.ringFront(), head.ringEnd()),
            flight,
            groupMemory,
            fifo);
    this.delayed = new Delayed(keys, fifo, head.delayed(), view);
    this.seal = new ReceiptSeal(definition.secret());
    this.deduplication = new Deduplication(keys, view);
    this.nextSequence = head.nextSequence();
    this.visible = head.visible();
    this.latestSentAt = head.latestSentAt();
    this.oldestSentAt = head.oldestSentAt();
    this.groupedFront = head.groupedFront();
    this.purgedAt = head.purgedAt();
    flight.load(view);
    this.moveTask = MoveTask.loadRunning(keys, view);
  }

  /// Stores cursors and counts. Every step that changed the queue ends with it.
  public void save(Transaction transaction) {
    Head head =
        new Head(
            nextSequence,
            fresh.front(),
            fresh.end(),
            returned.lane().front(),
            returned.lane().end(),
            groups.ring().front(),
            groups.ring().end(),
            visible,
            delayed.count(),
            latestSentAt,
            oldestSentAt,
            groupedFront,
            purgedAt);
    transaction.put(keys.single(QueueKeys.HEAD), head.bytes());
  }

  /// When something of this queue falls due next.
  public long nextDue() {
    long due = Math.min(pollsDueAt, waiters.nextDue());
    due = Math.min(due, delayed.nextDue(definition.attributes().delaySeconds() * 1000L));
    due = Math.min(due, deduplication.nextDue());
    InFlight next = flight.next();
    if (next != null) {
      due = Math.min(due, Math.min(next.visibleAt(), next.sentAt() + retentionMillis()));
    }
    if (oldestSentAt != Long.MAX_VALUE) {
      due = Math.min(due, oldestSentAt + retentionMillis());
    }
    MoveTask task = moveTask;
    return task == null ? due : Math.min(due, task.nextAt());
  }

  public long retentionMillis() {
    return definition.attributes().messageRetentionSeconds() * 1000L;
  }

  public boolean isFifo() {
    return definition.attributes().fifo();
  }

  /// The number for the next message.
  public long takeSequence() {
    return nextSequence++;
  }

  /// The number that the next message will get.
  public long takenSequences() {
    return nextSequence;
  }

  /// A message that was sent at `sentAt` takes its place as message `sequence`.
  public void placed(long sentAt, long sequence, Transaction transaction) {
    visible++;
    oldestSentAt = Math.min(oldestSentAt, sentAt);
    if (sentAt < latestSentAt) {
      transaction.put(keys.timed(QueueKeys.OUT_OF_ORDER, sentAt, sequence), new byte[] {1});
    } else {
      latestSentAt = sentAt;
    }
  }

  /// A message that was in flight is visible again; out of order, because its place was further
  /// ahead.
  public void visibleAgain(long sentAt, long sequence, Transaction transaction) {
    visible++;
    oldestSentAt = Math.min(oldestSentAt, sentAt);
    if (isFifo()) {
      groupedFront = Math.min(groupedFront, sequence);
    } else {
      transaction.put(keys.timed(QueueKeys.OUT_OF_ORDER, sentAt, sequence), new byte[] {1});
    }
  }

  /// A visible message is visible no more.
  public void hidden() {
    visible--;
  }

  public QueueKeys keys() {
    return keys;
  }

  public PartitionNumber partition() {
    return partition;
  }

  public QueueDefinition definition() {
    return definition;
  }

  public void define(QueueDefinition changed) {
    definition = changed;
  }

  /// What makes and opens the queue's receipt handles.
  public ReceiptSeal seal() {
    return seal;
  }

  public Lane fresh() {
    return fresh;
  }

  public Returned returned() {
    return returned;
  }

  public Groups groups() {
    return groups;
  }

  public Flight flight() {
    return flight;
  }

  public Delayed delayed() {
    return delayed;
  }

  public Deduplication deduplication() {
    return deduplication;
  }

  public Waiters waiters() {
    return waiters;
  }

  public QueueMetrics metrics() {
    return metrics;
  }

  public long visible() {
    return visible;
  }

  public long oldestSentAt() {
    return oldestSentAt;
  }

  public void oldestSentAt(long millis) {
    oldestSentAt = millis;
  }

  public long groupedFront() {
    return groupedFront;
  }

  public void groupedFront(long sequence) {
    groupedFront = sequence;
  }

  public long purgedAt() {
    return purgedAt;
  }

  /// Whether the next message should come from those that returned: they and the fresh ones take
  /// turns.
  public boolean takeTurn() {
    returnedFirst = !returnedFirst;
    return returnedFirst;
  }

  /// Parked receives are looked after again at `millis`; Long.MAX_VALUE for when something happens.
  public void pollsDueAt(long millis) {
    pollsDueAt = millis;
  }

  public @Nullable MoveTask moveTask() {
    return moveTask;
  }

  public void moveTask(@Nullable MoveTask task) {
    moveTask = task;
  }

  /// Removes every message, whatever its state, at a cost that does not depend on how many there
  /// are.
  public void purge(long nowMillis, Transaction transaction) {
    fresh.clear(transaction);
    transaction.deleteRange(keys.first(QueueKeys.FRESH), keys.end(QueueKeys.FRESH));
    returned.clear(transaction);
    groups.clear(transaction);
    flight.clear(transaction);
    delayed.clear(transaction);
    // AWS (FIFO): what was sent before a purge is no duplicate of what is sent after it.
    deduplication.clear(transaction);
    transaction.deleteRange(keys.first(QueueKeys.OUT_OF_ORDER), keys.end(QueueKeys.OUT_OF_ORDER));
    visible = 0;
    oldestSentAt = Long.MAX_VALUE;
    groupedFront = nextSequence;
    purgedAt = nowMillis;
  }
}
