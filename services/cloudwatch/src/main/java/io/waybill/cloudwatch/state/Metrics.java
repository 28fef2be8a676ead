package io.waybill.cloudwatch.state;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.alarm.Alarms;
import io.waybill.cloudwatch.alarm.Look;
import io.waybill.cloudwatch.alarm.SeriesReader;
import io.waybill.cloudwatch.model.Datum;
import io.waybill.cloudwatch.model.Resolution;
import io.waybill.cloudwatch.model.Spread;
import io.waybill.cloudwatch.model.Units;
import io.waybill.cloudwatch.model.World;
import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Outbox;
import io.waybill.engine.outbox.Sender;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// All metrics of one partition.
///
/// A datum is added to its stretch at every resolution when it comes, so there is nothing to roll
/// up later, and a series of any period is read from the widest stretches that fill it.
public final class Metrics implements Sender {
  private static final long SWEEP_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 86_400_000;
  private static final int SWEEP_AT_ONCE = 128;

  private final MetricKeys keys;
  private final Catalog catalog;
  private final SeriesReader series;
  private final Alarms alarms;
  private final Map<String, Metric> byPlace = new HashMap<>();
  private final TreeMap<Integer, Metric> byNumber = new TreeMap<>();
  private int lastNumber;
  private int sweptTo;
  private long nextSweep;

  Metrics(PartitionNumber partition, CloudWatchProgram program, View view) {
    this.keys = new MetricKeys(partition);
    this.catalog = program.catalog();
    this.series = program.alarms().series();
    this.alarms = new Alarms(partition, program.alarms(), view);
    view.scan(
        keys.firstDefinition(),
        keys.endOfDefinitions(),
        (key, value) -> {
          Metric metric = Metric.read(MetricKeys.definedNumber(key), value);
          add(metric);
          catalog.put(metric);
          return true;
        });
    lastNumber = byNumber.isEmpty() ? 0 : byNumber.lastKey();
  }

  private void add(Metric metric) {
    byPlace.put(metric.place(), metric);
    byNumber.put(metric.number(), metric);
  }

  /// Adds `datum` to what is known of its metric.
  public void put(World world, Datum datum, Transaction transaction, Stamp stamp) {
    long now = stamp.millis();
    Metric metric = metric(world, datum, transaction, now);
    if (metric.active(now, datum.fine())) {
      transaction.put(keys.definition(metric.number()), metric.bytes());
    }
    long second = datum.millis().orElse(now) / 1_000;
    int unit = Units.number(datum.unit());
    for (Resolution resolution : Resolution.values()) {
      boolean wanted = resolution != Resolution.SECOND || datum.fine();
      if (wanted && second >= resolution.firstKept(now)) {
        add(metric, resolution, second - second % resolution.seconds(), unit, datum, transaction);
      }
    }
    nextSweep = nextSweep == 0 ? now + SWEEP_MILLIS : nextSweep;
  }

  private Metric metric(World world, Datum datum, Transaction transaction, long now) {
    Metric known = byPlace.get(world.place() + datum.metric().place());
    if (known != null) {
      return known;
    }
    lastNumber++;
    Metric metric = new Metric(world, datum.metric(), lastNumber, now, datum.fine());
    metric.sweptMillis = now;
    add(metric);
    transaction.put(keys.definition(lastNumber), metric.bytes());
    transaction.afterCommit(() -> catalog.put(metric));
    return metric;
  }

  private void add(
      Metric metric,
      Resolution resolution,
      long second,
      int unit,
      Datum datum,
      Transaction transaction) {
    byte[] key = keys.datum(metric.number(), resolution, second, unit);
    byte[] before = transaction.get(key);
    Spread spread = before == null ? datum.spread() : Spread.read(before).plus(datum.spread());
    transaction.put(key, spread.bytes());
  }

  /// The data that `request` asks for, as far as they are still kept.
  public Series read(SeriesRequest request, View view, long nowMillis) {
    Series series = new Series();
    Metric metric = byPlace.get(request.world().place() + request.metric().place());
    if (metric == null) {
      return series;
    }
    Resolution resolution = Resolution.filling(request.period(), request.from());
    read(metric, request, resolution, request.period(), view, nowMillis, series);
    if (series.isEmpty() && resolution == Resolution.SECOND) {
      // AWS: a metric that is kept by the minute answers a shorter period by the minute.
      read(metric, request, Resolution.MINUTE, 60, view, nowMillis, series);
    }
    return series;
  }

  private void read(
      Metric metric,
      SeriesRequest request,
      Resolution resolution,
      int period,
      View view,
      long nowMillis,
      Series series) {
    long origin = request.from() - request.from() % resolution.seconds();
    long first = Math.max(origin, resolution.firstKept(nowMillis));
    Optional<Integer> unit = request.unit().map(Units::number);
    view.scan(
        keys.from(metric.number(), resolution, first),
        keys.from(metric.number(), resolution, Math.max(first, request.to())),
        (key, value) -> {
          int its = MetricKeys.unit(key);
          if (unit.isEmpty() || unit.get() == its) {
            long second = MetricKeys.second(key);
            series.add(second - (second - origin) % period, its, Spread.read(value));
          }
          return true;
        });
  }

  /// The alarms that live in this partition, whatever they watch.
  public Alarms alarms() {
    return alarms;
  }

  @Override
  public Outbox outbox() {
    return alarms.outbox();
  }

  @Override
  public long nextDue() {
    return Math.min(alarms.nextDue(), byNumber.isEmpty() ? Long.MAX_VALUE : nextSweep);
  }

  @Override
  public void onTime(Transaction transaction, Stamp stamp) {
    List<Alarm> due = alarms.due(stamp.millis());
    if (!due.isEmpty()) {
      Look look = new Look(series, due, stamp.millis());
      Consumer<Command<Metrics>> later = transaction.later();
      transaction.afterCommit(
          () -> look.start(points -> later.accept(new Judge(look, alarms, points))));
    }
    alarms.onTime(transaction, stamp);
    if (!byNumber.isEmpty() && nextSweep <= stamp.millis()) {
      sweepSome(transaction, stamp);
    }
  }

  /// What was read of alarms' series comes back. Alarms that were loaded anew meanwhile are looked
  /// at again anyway.
  private record Judge(Look look, Alarms asked, List<Points> points) implements Command<Metrics> {
    @Override
    public void decide(Metrics metrics, Transaction transaction, Stamp stamp) {
      if (metrics.alarms.equals(asked)) {
        look.judge(asked, points, transaction, stamp);
      }
    }

    @Override
    public void failed(Throwable cause) {}
  }

  /// Drops what is too old, of some metrics at a time: the seconds each hour, the rest each day.
  private void sweepSome(Transaction transaction, Stamp stamp) {
    int looked = 0;
    for (Metric metric : byNumber.tailMap(sweptTo, false).values().toArray(Metric[]::new)) {
      if (looked == SWEEP_AT_ONCE) {
        return;
      }
      looked += sweep(metric, transaction, stamp.millis()) ? 1 : 0;
      sweptTo = metric.number();
    }
    sweptTo = 0;
    nextSweep = stamp.millis() + SWEEP_MILLIS;
  }

  /// Answers whether there was anything to do.
  private boolean sweep(Metric metric, Transaction transaction, long now) {
    if (metric.activeMillis() / 1_000 < Resolution.HOUR.firstKept(now)) {
      forget(metric, transaction);
      return true;
    }
    boolean firstTime = metric.sweptMillis == 0;
    boolean daily = now - metric.sweptMillis >= DAY_MILLIS;
    if (daily) {
      metric.sweptMillis = now;
    }
    boolean changed = false;
    for (Resolution resolution : Resolution.values()) {
      boolean due = resolution == Resolution.SECOND ? metric.fine : daily;
      if (due && (firstTime || mayHaveOld(metric, resolution, now))) {
        dropOld(metric, resolution, transaction, now);
        changed = true;
      }
    }
    return changed;
  }

  /// Whether the last sweep left anything that has become too old since: nothing is dropped twice
  /// of a metric that gets no more data.
  private static boolean mayHaveOld(Metric metric, Resolution resolution, long now) {
    long latest = metric.activeMillis() / 1_000 + DAY_MILLIS / 1_000;
    return resolution.firstKept(now) - 2 * DAY_MILLIS / 1_000 < latest;
  }

  private void dropOld(Metric metric, Resolution resolution, Transaction transaction, long now) {
    long first = resolution.firstKept(now);
    transaction.deleteRange(
        keys.from(metric.number(), resolution, 0), keys.from(metric.number(), resolution, first));
  }

  private void forget(Metric metric, Transaction transaction) {
    byPlace.remove(metric.place());
    byNumber.remove(metric.number());
    transaction.delete(keys.definition(metric.number()));
    transaction.deleteRange(keys.firstOf(metric.number()), keys.endOf(metric.number()));
    transaction.afterCommit(() -> catalog.remove(metric));
  }

  @Override
  public void receive(byte[] payload, Transaction transaction, Stamp stamp) {
    alarms.heard(payload, transaction, stamp);
  }

  @Override
  public void dropped(Throwable cause) {}
}
