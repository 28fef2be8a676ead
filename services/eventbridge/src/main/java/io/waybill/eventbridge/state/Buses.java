package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.PartitionState;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.eventbridge.model.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// All event buses of one partition.
public final class Buses implements PartitionState {
  private static final int VERSION = 1;

  private final EventKeys keys;
  private final Catalog catalog;
  private final Map<String, Bus> byArn = new HashMap<>();
  private long lastNumber;

  Buses(PartitionNumber partition, Catalog catalog, View view) {
    this.keys = new EventKeys(partition);
    this.catalog = catalog;
    load(view);
  }

  private void load(View view) {
    byte[] last = view.get(keys.single(EventKeys.LAST_NUMBER));
    lastNumber = last == null ? 0 : new ByteReader(last, 1).u64();
    view.scan(
        keys.single(EventKeys.BUS),
        keys.end(EventKeys.BUS),
        (key, value) -> {
          BusDefinition definition = BusDefinition.read(value);
          byArn.put(definition.arn().toString(), new Bus(definition));
          announce(definition);
          return true;
        });
    view.scan(
        keys.single(EventKeys.RULE),
        keys.end(EventKeys.RULE),
        (key, value) -> {
          Bus bus = byArn.get(EventKeys.bus(key));
          if (bus == null) {
            throw new IllegalStateException("a rule is stored of no bus: " + EventKeys.bus(key));
          }
          bus.put(RuleDefinition.read(value));
          return true;
        });
  }

  private void announce(BusDefinition bus) {
    Arn arn = bus.arn();
    catalog.buses().put(arn.account(), arn.region(), Names.bus(arn), bus);
  }

  /// The bus `arn`, if it is there; a default bus always is.
  public Optional<Bus> find(Arn arn) {
    Bus bus = byArn.get(arn.toString());
    if (bus == null && Names.isDefault(arn)) {
      bus = new Bus(BusDefinition.implied(arn));
    }
    return Optional.ofNullable(bus);
  }

  public Collection<Bus> all() {
    return byArn.values();
  }

  /// Makes a bus that does not exist yet.
  public void create(BusDefinition definition, Step step) {
    define(new Bus(definition), definition, step);
  }

  /// Gives `bus` a changed definition.
  public void define(Bus bus, BusDefinition changed, Step step) {
    BusDefinition definition = changed.since(step.now());
    Transaction transaction = step.transaction();
    byArn.put(definition.arn().toString(), bus);
    bus.define(definition);
    transaction.put(keys.named(EventKeys.BUS, definition.arn().toString()), definition.bytes());
    transaction.afterCommit(() -> announce(definition));
  }

  /// Removes `bus`, which has no rules.
  public void delete(Bus bus, Step step) {
    Arn arn = bus.arn();
    byArn.remove(arn.toString());
    step.transaction().delete(keys.named(EventKeys.BUS, arn.toString()));
    step.transaction()
        .afterCommit(() -> catalog.buses().remove(arn.account(), arn.region(), Names.bus(arn)));
  }

  /// Stores `rule`, new or changed.
  public void put(Bus bus, RuleDefinition rule, Step step) {
    if (!byArn.containsKey(bus.arn().toString())) {
      define(bus, bus.definition(), step);
    }
    bus.put(rule);
    step.transaction().put(ruleKey(bus, rule), rule.bytes());
  }

  public void delete(Bus bus, RuleDefinition rule, Step step) {
    bus.remove(rule);
    step.transaction().delete(ruleKey(bus, rule));
  }

  private byte[] ruleKey(Bus bus, RuleDefinition rule) {
    return keys.named(EventKeys.RULE, bus.arn().toString(), rule.name());
  }

  /// A number that nothing of this partition has or had.
  public long takeNumber(Transaction transaction) {
    lastNumber++;
    transaction.put(
        keys.single(EventKeys.LAST_NUMBER), new ByteWriter(9).u8(VERSION).u64(lastNumber).bytes());
    return lastNumber;
  }

  public Catalog catalog() {
    return catalog;
  }

  @Override
  public long nextDue() {
    return Long.MAX_VALUE;
  }

  @Override
  public void onTime(Transaction transaction, Stamp stamp) {}

  @Override
  public void receive(byte[] payload, Transaction transaction, Stamp stamp) {
    throw new IllegalStateException("nothing is transferred between partitions of buses");
  }

  @Override
  public void dropped(Throwable cause) {}
}
