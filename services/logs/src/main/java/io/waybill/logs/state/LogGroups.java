package io.waybill.logs.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Outbox;
import io.waybill.engine.outbox.Sender;
import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All groups of one partition.
public final class LogGroups implements Sender {
  private static final int VERSION = 1;
  private static final long SWEEP_MILLIS = 3_600_000;

  private final PartitionNumber partition;
  private final KeySpace shared;
  private final Catalog catalog;
  private final Map<String, LogGroup> byArn = new HashMap<>();
  private final Outbox outbox;
  private final Audience audience;
  private final AccountRecords records;
  private int lastNumber;

  /// When what is out of retention is removed next; reading passes it over at once.
  private long nextSweep = Long.MAX_VALUE;

  /// When events of deleted streams are cleared next.
  private long nextClear = Long.MAX_VALUE;

  LogGroups(PartitionNumber partition, LogsProgram program, View view) {
    this.partition = partition;
    this.shared = new KeySpace(partition, LogsKeys.PROGRAM, 0);
    this.catalog = program.catalog();
    this.audience = program.audience();
    this.outbox =
        new Outbox(
            partition,
            LogsKeys.PROGRAM,
            LogsKeys.OUTBOX,
            program.deliverer(),
            program.underway(),
            view);
    this.records = AccountRecords.load(shared, view);
    byte[] last = view.get(shared.first(LogsKeys.LAST_NUMBER));
    lastNumber = last == null ? 0 : new ByteReader(last, 1).u32();
    view.scan(
        shared.first(LogsKeys.GROUP),
        shared.end(LogsKeys.GROUP),
        (key, value) -> {
          add(GroupDefinition.read(KeySpace.name(key), value)).load(view);
          return true;
        });
    byArn.values().forEach(group -> catalog.put(Catalog.Listed.of(group)));
    byArn.values().forEach(group -> expectSweep(group.definition(), 0));
    expectClear(0);
  }

  private LogGroup add(GroupDefinition definition) {
    LogGroup group = new LogGroup(partition, definition);
    byArn.put(definition.arn().toString(), group);
    return group;
  }

  private void expectSweep(GroupDefinition definition, long now) {
    if (definition.retentionDays() > 0) {
      nextSweep = Math.min(nextSweep, now + SWEEP_MILLIS);
    }
  }

  private void expectClear(long now) {
    nextClear = byArn.values().stream().anyMatch(LogGroup::hasGone) ? now : Long.MAX_VALUE;
  }

  /// Removes a stream of a group.
  public void deleteStream(LogGroup group, LogStream stream, long now, Transaction transaction) {
    group.deleteStream(stream, transaction);
    expectClear(now);
  }

  public Optional<LogGroup> find(Arn arn) {
    return Optional.ofNullable(byArn.get(arn.toString()));
  }

  /// Creates a group of a class, with tags.
  public void create(
      Arn arn, String logGroupClass, Map<String, String> tags, long now, Transaction transaction) {
    lastNumber++;
    transaction.put(
        shared.first(LogsKeys.LAST_NUMBER), new ByteWriter(5).u8(VERSION).u32(lastNumber).bytes());
    store(add(new GroupDefinition(arn, lastNumber, now, 0, logGroupClass, tags)), transaction);
  }

  /// Keeps the group's events for `days`; 0 for ever.
  public void keep(LogGroup group, int days, long now, Transaction transaction) {
    group.define(group.definition().keeping(days));
    store(group, transaction);
    expectSweep(group.definition(), now);
  }

  /// Gives the group these tags and no others.
  public void tag(LogGroup group, Map<String, String> tags, Transaction transaction) {
    group.define(group.definition().tagged(tags));
    store(group, transaction);
  }

  private void store(LogGroup group, Transaction transaction) {
    GroupDefinition definition = group.definition();
    transaction.put(shared.named(LogsKeys.GROUP, definition.arn().toString()), definition.bytes());
    changed(group, transaction);
  }

  /// The group's figures are others: listing shows them when they are durable.
  public void changed(LogGroup group, Transaction transaction) {
    Catalog.Listed listed = Catalog.Listed.of(group);
    transaction.afterCommit(() -> catalog.put(listed));
  }

  /// A stream of the group has `events` more: who listens hears of them when they are durable.
  public void appended(
      LogGroup group, String stream, List<LogEvent> events, Transaction transaction) {
    changed(group, transaction);
    Arn arn = group.definition().arn();
    if (audience.hears(arn)) {
      transaction.afterCommit(() -> audience.appended(arn, stream, events));
    }
  }

  public void delete(LogGroup group, Transaction transaction) {
    Arn arn = group.definition().arn();
    byArn.remove(arn.toString());
    transaction.delete(shared.named(LogsKeys.GROUP, arn.toString()));
    group.clear(transaction);
    transaction.afterCommit(() -> catalog.remove(arn));
  }

  /// What the accounts and regions that have their home here have beside their groups.
  public AccountRecords records() {
    return records;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public long nextDue() {
    return Math.min(Math.min(nextSweep, nextClear), outbox.nextDue());
  }

  @Override
  public void onTime(Transaction transaction, Stamp stamp) {
    outbox.onTime(transaction, stamp);
    if (nextClear <= stamp.millis()) {
      byArn.values().stream()
          .filter(LogGroup::hasGone)
          .findFirst()
          .ifPresent(group -> group.clearSome(transaction));
      expectClear(stamp.millis());
    }
    if (nextSweep > stamp.millis()) {
      return;
    }
    nextSweep = Long.MAX_VALUE;
    for (LogGroup group : byArn.values()) {
      group.sweep(stamp.millis(), transaction);
      expectSweep(group.definition(), stamp.millis());
    }
  }

  @Override
  public void receive(byte[] payload, Transaction transaction, Stamp stamp) {
    throw new IllegalStateException("log groups send each other nothing");
  }

  @Override
  public void dropped(Throwable cause) {}
}
