package io.waybill.sqs.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Dues;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.PartitionState;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// All queues of one partition.
///
/// Keys of the partition as a whole stand under queue number 0: `Q arn` a definition, `X arn` when
/// a queue was deleted ([DeletedNames]), `N` the last number given to a queue.
public final class Queues implements PartitionState {
  private static final char DEFINITION = 'Q';
  private static final char LAST_NUMBER = 'N';
  private static final int VERSION = 1;
  private static final int QUEUES_AT_ONCE_MAX = 64;

  private final PartitionNumber partition;
  private final QueueKeys shared;
  private final SqsSettings settings;
  private final Catalog catalog;
  private final Happenings happenings;
  private final Function<String, PartitionNumber> homes;
  private final Trail trail;
  private final Budget budget;
  private final DeletedNames deletedNames;
  private final GroupMemory groups;
  private final Map<String, Queue> byArn = new HashMap<>();
  private final Map<Integer, Queue> byNumber = new HashMap<>();
  private final Dues dues = new Dues();
  private int lastNumber;
  private boolean mayWait = true;

  Queues(
      PartitionNumber partition,
      SqsSettings settings,
      Catalog catalog,
      Happenings happenings,
      Function<String, PartitionNumber> homes,
      View view) {
    this.partition = partition;
    this.shared = new QueueKeys(partition, 0);
    this.settings = settings;
    this.catalog = catalog;
    this.happenings = happenings;
    this.homes = homes;
    this.trail = new Trail(partition);
    this.budget = new Budget(settings.aheadBytes());
    this.deletedNames = new DeletedNames(shared, view);
    this.groups = new GroupMemory(settings.aheadBytes() / 2);
    load(view);
  }

  private void load(View view) {
    byte[] last = view.get(shared.single(LAST_NUMBER));
    lastNumber = last == null ? 0 : new ByteReader(last, 1).u32();
    view.scan(
        shared.first(DEFINITION),
        shared.end(DEFINITION),
        (key, value) -> {
          QueueDefinition definition = DefinitionCodec.read(value);
          add(new Queue(partition, definition, budget, groups, view));
          catalog.put(definition, partition);
          return true;
        });
  }

  private void add(Queue queue) {
    byArn.put(queue.definition().arn().toString(), queue);
    byNumber.put(queue.definition().number(), queue);
    touched(queue);
  }

  public Optional<Queue> find(Arn arn) {
    return Optional.ofNullable(byArn.get(arn.toString()));
  }

  public Collection<Queue> all() {
    return byArn.values();
  }

  /// Makes a queue that does not exist yet. Its number was taken with [#takeNumber].
  public Queue create(QueueDefinition definition, Transaction transaction) {
    store(definition, transaction);
    deletedNames.remove(definition.arn(), transaction);
    Queue queue = new Queue(partition, definition, budget, groups, transaction);
    add(queue);
    return queue;
  }

  /// A number that no queue of this partition has or had.
  public int takeNumber(Transaction transaction) {
    lastNumber++;
    transaction.put(
        shared.single(LAST_NUMBER), new ByteWriter(5).u8(VERSION).u32(lastNumber).bytes());
    return lastNumber;
  }

  /// Gives `queue` a changed definition.
  public void define(Queue queue, QueueDefinition definition, Transaction transaction) {
    queue.define(definition);
    store(definition, transaction);
  }

  private void store(QueueDefinition definition, Transaction transaction) {
    transaction.put(
        shared.named(DEFINITION, definition.arn().toString()), DefinitionCodec.write(definition));
    transaction.afterCommit(() -> catalog.put(definition, partition));
  }

  /// Removes `queue` and all it holds, at a cost that does not depend on how much that is.
  public void delete(Queue queue, long nowMillis, Transaction transaction) {
    Arn arn = queue.definition().arn();
    transaction.delete(shared.named(DEFINITION, arn.toString()));
    deletedNames.add(arn, nowMillis, transaction);
    transaction.deleteRange(queue.keys().firstOfAll(), queue.keys().endOfAll());
    queue.fresh().release();
    queue.returned().lane().release();
    queue.groups().release();
    byArn.remove(arn.toString());
    byNumber.remove(queue.definition().number());
    dues.remove(queue.definition().number());
    transaction.afterCommit(() -> catalog.remove(arn));
  }

  /// Whether a queue of this name was deleted less than 60 seconds ago.
  public boolean deletedRecently(Arn arn, long nowMillis) {
    return deletedNames.has(arn, nowMillis);
  }

  /// The queue may fall due earlier than was known.
  public void touched(Queue queue) {
    dues.add(queue.definition().number(), queue.nextDue());
  }

  @Override
  public long nextDue() {
    return Math.min(dues.next(), deletedNames.nextDue());
  }

  @Override
  public void onTime(Transaction transaction, Stamp stamp) {
    Step step = new Step(this, transaction, stamp);
    for (int i = 0; i < QUEUES_AT_ONCE_MAX; i++) {
      OptionalInt due = dues.take(stamp.millis());
      if (due.isEmpty()) {
        break;
      }
      Queue queue = byNumber.get(due.getAsInt());
      if (queue != null) {
        happenings.due(queue, step);
        touched(queue);
      }
    }
    deletedNames.forgetDue(stamp.millis(), transaction);
  }

  @Override
  public void receive(byte[] payload, Transaction transaction, Stamp stamp) {
    happenings.arrived(Shipment.read(payload), new Step(this, transaction, stamp));
  }

  @Override
  public void dropped(Throwable cause) {
    byArn
        .values()
        .forEach(queue -> queue.waiters().takeAll().forEach(waiter -> waiter.answer().fail(cause)));
  }

  /// Sends `shipment` to the partition of the queue that it is for.
  public void ship(Shipment shipment, Transaction transaction) {
    transaction.transfer(homes.apply(shipment.to()), shipment.bytes());
  }

  /// The server stops: from now on no poll waits.
  public void endWaiting() {
    mayWait = false;
  }

  /// Whether a poll that finds nothing may wait.
  public boolean mayWait() {
    return mayWait;
  }

  public PartitionNumber partition() {
    return partition;
  }

  public Catalog catalog() {
    return catalog;
  }

  public SqsSettings settings() {
    return settings;
  }

  Trail trail() {
    return trail;
  }
}
