package io.waybill.sns.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Outbox;
import io.waybill.engine.outbox.Sender;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Dues;
import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.engine.trail.TrailBook;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All topics of one partition, and the records of accounts that live there.
public final class Topics implements Sender {
  /// The name under which a platform application's own attributes are kept.
  public static final String APPLICATION = "application";

  private static final Logger log = LoggerFactory.getLogger(Topics.class);
  private static final int VERSION = 1;
  private static final int TOPICS_AT_ONCE_MAX = 64;

  private final PartitionNumber partition;
  private final KeySpace shared;
  private final Catalog catalog;
  private final Happenings happenings;
  private final Records records;
  private final LocalOutbox localOutbox;
  private final TrailBook trail;
  private final Outbox outbox;
  private final Map<String, Topic> byArn = new HashMap<>();
  private final Map<Integer, Topic> byNumber = new HashMap<>();
  private final Dues dues = new Dues();
  private final ReplayTurns replayTurns = new ReplayTurns();
  private int lastNumber;

  Topics(
      PartitionNumber partition,
      Catalog catalog,
      Happenings happenings,
      Underway underway,
      View view) {
    this.partition = partition;
    this.shared = new KeySpace(partition, SnsKeys.PROGRAM, 0);
    this.catalog = catalog;
    this.happenings = happenings;
    this.records = new Records(partition);
    this.localOutbox = new LocalOutbox(partition, view);
    this.trail = new TrailBook(partition);
    load(view);
    this.outbox =
        new Outbox(
            partition, SnsKeys.PROGRAM, SnsKeys.OUTBOX, happenings.deliverer(this), underway, view);
    // What an earlier start had made of a replay is among what was accepted.
    for (Topic topic : byArn.values()) {
      topic
          .replays()
          .underWay()
          .forEach(each -> replayTurns.note(topic, each, outbox.lastNumber()));
    }
  }

  private void load(View view) {
    byte[] last = view.get(shared.single(SnsKeys.LAST_NUMBER));
    lastNumber = last == null ? 0 : new ByteReader(last, 1).u32();
    view.scan(
        shared.first(SnsKeys.TOPIC),
        shared.end(SnsKeys.TOPIC),
        (key, value) -> {
          Topic topic = new Topic(partition, TopicDefinition.read(value), view);
          add(topic);
          catalog.put(topic.definition());
          topic.subscriptions().forEach(each -> catalog.put(topic.definition().arn(), each));
          return true;
        });
    for (Records.Entry entry : records.named(APPLICATION, view)) {
      Arn.parse(entry.owner()).ifPresent(arn -> catalog.putApplication(arn, entry.values()));
    }
  }

  private void add(Topic topic) {
    byArn.put(topic.definition().arn().toString(), topic);
    byNumber.put(topic.definition().number(), topic);
    touched(topic);
  }

  public Optional<Topic> find(Arn arn) {
    return Optional.ofNullable(byArn.get(arn.toString()));
  }

  public Optional<Topic> find(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  public Collection<Topic> all() {
    return byArn.values();
  }

  /// Makes a topic that does not exist yet. Its number was taken with [#takeNumber].
  public void create(TopicDefinition definition, Transaction transaction) {
    store(definition, transaction);
    add(new Topic(partition, definition, transaction));
  }

  /// A number that no topic of this partition has or had.
  public int takeNumber(Transaction transaction) {
    lastNumber++;
    transaction.put(
        shared.single(SnsKeys.LAST_NUMBER), new ByteWriter(5).u8(VERSION).u32(lastNumber).bytes());
    return lastNumber;
  }

  /// Gives `topic` a changed definition.
  public void define(Topic topic, TopicDefinition definition, Transaction transaction) {
    topic.define(definition);
    store(definition, transaction);
  }

  private void store(TopicDefinition definition, Transaction transaction) {
    transaction.put(shared.named(SnsKeys.TOPIC, definition.arn().toString()), definition.bytes());
    transaction.afterCommit(() -> catalog.put(definition));
  }

  /// Removes `topic` with its subscriptions.
  public void delete(Topic topic, Transaction transaction) {
    Arn arn = topic.definition().arn();
    transaction.delete(shared.named(SnsKeys.TOPIC, arn.toString()));
    transaction.deleteRange(topic.keys().firstOfAll(), topic.keys().endOfAll());
    records.deleteAll(arn.toString(), transaction);
    byArn.remove(arn.toString());
    byNumber.remove(topic.definition().number());
    for (Subscription each : topic.subscriptions()) {
      forgetDeliveries(topic, each, transaction);
      replayTurns.forget(topic, each.number());
    }
    dues.remove(topic.definition().number());
    transaction.afterCommit(() -> {
      catalog.removeTopic(arn);
      topic.subscriptions().forEach(each -> catalog.remove(arn, each));
    });
  }

  /// Stores a subscription of `topic`, new or changed.
  public void put(Topic topic, Subscription subscription, Transaction transaction) {
    topic.put(subscription, transaction);
    Arn arn = topic.definition().arn();
    transaction.afterCommit(() -> catalog.put(arn, subscription));
  }

  public void remove(Topic topic, Subscription subscription, Transaction transaction) {
    topic.remove(subscription, transaction);
    replayTurns.forget(topic, subscription.number());
    forgetDeliveries(topic, subscription, transaction);
    Arn arn = topic.definition().arn();
    transaction.afterCommit(() -> catalog.remove(arn, subscription));
  }

  private void forgetDeliveries(Topic topic, Subscription subscription, Transaction transaction) {
    long target = Targets.of(topic.definition().number(), subscription.number());
    if (outbox.forget(target, transaction)) {
      log.warn("{} is ended, and what waited for it is dropped", subscription.arn());
    }
  }

  /// Stores a replay of `topic`, new or changed.
  ///
  /// @param accepted the last consignment that was made of it; 0 for none
  public void put(Topic topic, Replay replay, long accepted, Transaction transaction) {
    topic.replays().put(replay, transaction);
    replayTurns.note(topic, replay, accepted);
  }

  /// The subscription shall have no replay any more.
  public void endReplay(Topic topic, Subscription subscription, Transaction transaction) {
    topic.replays().remove(subscription.number(), transaction);
    replayTurns.forget(topic, subscription.number());
  }

  /// Stores a platform application's attributes.
  public void putApplication(Arn arn, Map<String, String> attributes, Transaction transaction) {
    records.put(arn.toString(), APPLICATION, attributes, transaction);
    transaction.afterCommit(() -> catalog.putApplication(arn, attributes));
  }

  /// Removes a platform application with its endpoints.
  public void deleteApplication(Arn arn, Transaction transaction) {
    records.deleteAll(arn.toString(), transaction);
    transaction.afterCommit(() -> catalog.removeApplication(arn));
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  public TrailBook trail() {
    return trail;
  }

  public LocalOutbox localOutbox() {
    return localOutbox;
  }

  public Records records() {
    return records;
  }

  /// The topic may fall due earlier than was known.
  public void touched(Topic topic) {
    dues.add(topic.definition().number(), topic.nextDue());
  }

  @Override
  public long nextDue() {
    return Math.min(Math.min(dues.next(), replayTurns.nextDue(outbox)), outbox.nextDue());
  }

  @Override
  public void onTime(Transaction transaction, Stamp stamp) {
    Step step = new Step(this, transaction, stamp);
    for (int i = 0; i < TOPICS_AT_ONCE_MAX; i++) {
      OptionalInt due = dues.take(stamp.millis());
      if (due.isEmpty()) {
        break;
      }
      Topic topic = byNumber.get(due.getAsInt());
      if (topic != null) {
        happenings.due(topic, step);
        touched(topic);
      }
    }
    replayTurns
        .next(outbox, stamp.millis())
        .ifPresent(turn -> happenings.goOn(turn.topic(), turn.replay(), step));
    if (outbox.nextDue() <= stamp.millis()) {
      outbox.onTime(transaction, stamp);
    }
  }

  @Override
  public void receive(byte[] payload, Transaction transaction, Stamp stamp) {
    throw new IllegalStateException("nothing is handed from one partition of topics to another");
  }

  @Override
  public void dropped(Throwable cause) {}
}
