package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Seal;
import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Outbox;
import io.waybill.engine.outbox.Sender;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.engine.trail.TrailBook;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Schedule;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All event buses of one partition, and what is on its way from them.
public final class Buses implements Sender {
  private static final Logger log = LoggerFactory.getLogger(Buses.class);
  private static final int VERSION = 1;
  private static final int FIRED_AT_ONCE_MAX = 64;
  private static final Drawer.Form<DestinationDefinition> DESTINATION_FORM =
      new Drawer.Form<>(
          EventKeys.DESTINATION,
          DestinationDefinition::bytes,
          DestinationDefinition::read,
          DestinationDefinition::arn,
          DestinationDefinition::name);
  private static final Drawer.Form<SourceDefinition> SOURCE_FORM =
      new Drawer.Form<>(
          EventKeys.SOURCE,
          SourceDefinition::bytes,
          SourceDefinition::read,
          SourceDefinition::arn,
          SourceDefinition::name);

  private final EventKeys keys;
  private final Catalog catalog;
  private final Happenings happenings;
  private final TrailBook trail;
  private final Map<String, Bus> byArn = new HashMap<>();
  private final Map<Long, Addressee> byNumber = new HashMap<>();
  private final Firings firings;
  private final Archives archives;
  private final Replays replays;
  private final Drawer<ConnectionDefinition> connections;
  private final Drawer<DestinationDefinition> destinations;
  private final Drawer<SourceDefinition> sources;
  private final Outbox outbox;
  private long lastNumber;

  Buses(
      PartitionNumber partition,
      Catalog catalog,
      Happenings happenings,
      Underway underway,
      Seal seal,
      View view) {
    this.keys = new EventKeys(partition);
    this.catalog = catalog;
    this.happenings = happenings;
    this.trail = new TrailBook(partition);
    load(view);
    this.firings = new Firings(keys, view);
    this.archives = new Archives(keys, catalog, view);
    this.replays = new Replays(keys, catalog, view);
    this.connections = new Drawer<>(keys, connectionForm(seal), catalog.connections(), view);
    this.destinations = new Drawer<>(keys, DESTINATION_FORM, catalog.destinations(), view);
    this.sources = new Drawer<>(keys, SOURCE_FORM, catalog.sources(), view);
    this.outbox =
        new Outbox(
            partition,
            EventKeys.PROGRAM,
            EventKeys.OUTBOX,
            happenings.deliverer(this),
            underway,
            view);
  }

  private static Drawer.Form<ConnectionDefinition> connectionForm(Seal seal) {
    return new Drawer.Form<>(
        EventKeys.CONNECTION,
        connection -> connection.bytes(seal),
        value -> ConnectionDefinition.read(value, seal),
        ConnectionDefinition::arn,
        ConnectionDefinition::name);
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
          RuleDefinition rule = RuleDefinition.read(value);
          bus.put(rule);
          index(bus, rule);
          return true;
        });
  }

  private void announce(BusDefinition bus) {
    Arn arn = bus.arn();
    catalog.buses().put(arn.account(), arn.region(), Names.bus(arn), bus);
  }

  private void index(Bus bus, RuleDefinition rule) {
    rule.targets().stream()
        .filter(target -> target.number() > 0)
        .forEach(target -> byNumber.put(target.number(), Addressee.of(bus, rule.name(), target)));
  }

  // ---- buses

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

  // ---- rules

  /// Stores `rule`, new or changed.
  public void put(Bus bus, RuleDefinition rule, Step step) {
    if (!byArn.containsKey(bus.arn().toString())) {
      define(bus, bus.definition(), step);
    }
    Optional<RuleDefinition> before = bus.rule(rule.name());
    before.ifPresent(present -> forgetTargets(present, rule, step));
    firings.changed(bus.arn().toString(), before, rule, step.now(), step.transaction());
    bus.put(rule);
    index(bus, rule);
    step.transaction().put(ruleKey(bus, rule), rule.bytes());
  }

  public void delete(Bus bus, RuleDefinition rule, Step step) {
    forgetTargets(rule, rule.withTargets(List.of()), step);
    firings.remove(bus.arn().toString(), rule.name(), step.transaction());
    bus.remove(rule);
    step.transaction().delete(ruleKey(bus, rule));
  }

  /// What waits for a target that goes is dropped.
  private void forgetTargets(RuleDefinition before, RuleDefinition after, Step step) {
    for (RuleTarget target : before.targets()) {
      if (after.target(target.id()).isEmpty()) {
        byNumber.remove(target.number());
        if (outbox.forget(target.number(), step.transaction())) {
          log.warn(
              "{} is no target of rule {} any more, and what waited for it is dropped",
              target.arn(),
              before.name());
        }
      }
    }
  }

  private byte[] ruleKey(Bus bus, RuleDefinition rule) {
    return keys.named(EventKeys.RULE, bus.arn().toString(), rule.name());
  }

  /// The target that has `number`, if it is still there.
  public Optional<Addressee> addressee(long number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /// A number that nothing of this partition has or had.
  public long takeNumber(Transaction transaction) {
    lastNumber++;
    transaction.put(
        keys.single(EventKeys.LAST_NUMBER), new ByteWriter(9).u8(VERSION).u64(lastNumber).bytes());
    return lastNumber;
  }

  // ---- the engine's side

  @Override
  public long nextDue() {
    long own = Math.min(firings.nextDue(), Math.min(archives.nextDue(), replays.nextDue(outbox)));
    return Math.min(own, outbox.nextDue());
  }

  @Override
  public void onTime(Transaction transaction, Stamp stamp) {
    Step step = new Step(this, transaction, stamp);
    for (int i = 0; i < FIRED_AT_ONCE_MAX; i++) {
      Optional<Firings.Firing> due = firings.due(stamp.millis());
      if (due.isEmpty()) {
        break;
      }
      fire(due.get(), step);
    }
    archives.expire(stamp.millis(), transaction);
    replays.next(outbox, stamp.millis()).ifPresent(replay -> happenings.goOn(replay, step));
    if (outbox.nextDue() <= stamp.millis()) {
      outbox.onTime(transaction, stamp);
    }
  }

  private void fire(Firings.Firing firing, Step step) {
    Bus bus = byArn.get(firing.bus());
    Optional<RuleDefinition> rule = bus == null ? Optional.empty() : bus.rule(firing.rule());
    if (bus == null || rule.isEmpty()) {
      firings.remove(firing.bus(), firing.rule(), step.transaction());
      return;
    }
    long next = Schedule.parse(rule.get().schedule()).nextBehind(firing.millis(), step.now());
    firings.set(firing.bus(), firing.rule(), next, step.transaction());
    happenings.fire(bus, rule.get(), firing.millis(), step);
  }

  @Override
  public void receive(byte[] payload, Transaction transaction, Stamp stamp) {
    throw new IllegalStateException("nothing is transferred between partitions of buses");
  }

  @Override
  public void dropped(Throwable cause) {}

  @Override
  public Outbox outbox() {
    return outbox;
  }

  public Drawer<ConnectionDefinition> connections() {
    return connections;
  }

  public Drawer<DestinationDefinition> destinations() {
    return destinations;
  }

  public Drawer<SourceDefinition> sources() {
    return sources;
  }

  public Archives archives() {
    return archives;
  }

  public Replays replays() {
    return replays;
  }

  public Catalog catalog() {
    return catalog;
  }

  TrailBook trail() {
    return trail;
  }
}
