package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One topic: its definition, its subscriptions and its counts.
public final class Topic {
  private static final int VERSION = 1;

  private final KeySpace keys;
  private final TreeMap<Integer, Subscription> byNumber = new TreeMap<>();
  private final Map<String, Subscription> byArn = new HashMap<>();
  private final Map<String, Subscription> byEndpoint = new HashMap<>();
  private final Map<String, Subscription> byToken = new HashMap<>();
  private final TreeSet<Subscription> pending =
      new TreeSet<>(
          Comparator.comparingLong(Subscription::tokenUntil)
              .thenComparingInt(Subscription::number));
  private final TopicMetrics metrics = new TopicMetrics();
  private final Deduplication deduplication;
  private final Archive archive;
  private final TopicReplays replays;
  private TopicDefinition definition;
  private int lastSubscription;
  private long deleted;
  private long lastSequence;
  private int filtered;

  Topic(PartitionNumber partition, TopicDefinition definition, View view) {
    this.keys = new KeySpace(partition, SnsKeys.PROGRAM, definition.number());
    this.definition = definition;
    this.deduplication = new Deduplication(keys, view);
    this.archive = new Archive(keys, view);
    this.replays = new TopicReplays(keys, view);
    byte[] head = view.get(keys.single(SnsKeys.HEAD));
    if (head != null) {
      ByteReader in = new ByteReader(head);
      in.version(VERSION);
      lastSubscription = in.u32();
      deleted = in.count();
      lastSequence = in.count();
    }
    view.scan(
        keys.first(SnsKeys.SUBSCRIPTION),
        keys.end(SnsKeys.SUBSCRIPTION),
        (key, value) -> {
          index(Subscription.read(value, definition.arn()));
          return true;
        });
  }

  public TopicDefinition definition() {
    return definition;
  }

  void define(TopicDefinition changed) {
    definition = changed;
  }

  KeySpace keys() {
    return keys;
  }

  public TopicMetrics metrics() {
    return metrics;
  }

  public Deduplication deduplication() {
    return deduplication;
  }

  public Archive archive() {
    return archive;
  }

  public TopicReplays replays() {
    return replays;
  }

  public Optional<Subscription> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  public @Nullable Subscription at(int number) {
    return byNumber.get(number);
  }

  /// The subscription of an endpoint: there is at most one.
  public Optional<Subscription> find(String protocol, String endpoint) {
    return Optional.ofNullable(byEndpoint.get(protocol + ' ' + endpoint));
  }

  /// The subscription that `token` was given out for last.
  public Optional<Subscription> withToken(String token) {
    return Optional.ofNullable(byToken.get(token));
  }

  /// The subscriptions numbered above `number`, in order.
  public NavigableMap<Integer, Subscription> after(int number) {
    return byNumber.tailMap(number, false);
  }

  public Collection<Subscription> subscriptions() {
    return byNumber.values();
  }

  public int pendingCount() {
    return pending.size();
  }

  public int confirmedCount() {
    return byNumber.size() - pending.size();
  }

  public long deletedCount() {
    return deleted;
  }

  /// How many subscriptions have a filter policy.
  public int filteredCount() {
    return filtered;
  }

  public int lastSubscription() {
    return lastSubscription;
  }

  public int takeSubscriptionNumber() {
    return ++lastSubscription;
  }

  public long takeSequence() {
    return ++lastSequence;
  }

  /// Stores a subscription, new or changed. The head is saved with [#save].
  public void put(Subscription subscription, Transaction transaction) {
    Subscription before = byNumber.get(subscription.number());
    if (before != null) {
      drop(before);
    }
    index(subscription);
    transaction.put(
        keys.numbered(SnsKeys.SUBSCRIPTION, subscription.number()), subscription.bytes());
  }

  public void remove(Subscription subscription, Transaction transaction) {
    drop(subscription);
    deleted++;
    transaction.delete(keys.numbered(SnsKeys.SUBSCRIPTION, subscription.number()));
    replays.remove(subscription.number(), transaction);
    save(transaction);
  }

  public void save(Transaction transaction) {
    transaction.put(
        keys.single(SnsKeys.HEAD),
        new ByteWriter(24)
            .u8(VERSION)
            .u32(lastSubscription)
            .count(deleted)
            .count(lastSequence)
            .bytes());
  }

  /// The pending subscription whose token runs out first.
  public Optional<Subscription> firstPending() {
    return pending.isEmpty() ? Optional.empty() : Optional.of(pending.first());
  }

  /// When something of the topic falls due.
  long nextDue() {
    long token = pending.isEmpty() ? Long.MAX_VALUE : pending.first().tokenUntil();
    long kept = archive.nextDue(definition.attributes().archiveDays());
    return Math.min(Math.min(token, kept), deduplication.nextDue());
  }

  private void index(Subscription subscription) {
    byNumber.put(subscription.number(), subscription);
    byArn.put(subscription.arn(), subscription);
    byEndpoint.put(place(subscription), subscription);
    if (!subscription.token().isEmpty()) {
      byToken.put(subscription.token(), subscription);
    }
    filtered += subscription.attributes().filter().isPresent() ? 1 : 0;
    if (subscription.isPending()) {
      pending.add(subscription);
    }
  }

  private void drop(Subscription subscription) {
    byNumber.remove(subscription.number());
    byArn.remove(subscription.arn());
    byEndpoint.remove(place(subscription));
    byToken.remove(subscription.token());
    filtered -= subscription.attributes().filter().isPresent() ? 1 : 0;
    pending.remove(subscription);
  }

  private static String place(Subscription subscription) {
    return subscription.protocol().word() + ' ' + subscription.endpoint();
  }
}
