package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.Dimension;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.Statistic;
import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.state.Points;
import io.waybill.cloudwatch.state.SeriesRequest;
import io.waybill.cloudwatch.state.Wanted;
import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// One look at some alarms: their series are asked for after the step, and judged in a later one.
public final class Look {
  private static final int MINUTE_SECONDS = 60;
  private static final int FAST_SECONDS = 10;

  private record Home(World world, String namespace) {}

  private final SeriesReader reader;
  private final long nowMillis;
  private final Map<Home, List<Wanted>> wanted = new HashMap<>();
  private final List<Arn> asked = new ArrayList<>();

  /// @param due the alarms to look at
  public Look(SeriesReader reader, List<Alarm> due, long nowMillis) {
    this.reader = reader;
    this.nowMillis = nowMillis;
    due.forEach(this::ask);
  }

  private void ask(Alarm alarm) {
    MetricAlarm record = alarm.record();
    String statistic =
        record.statistic() == null
            ? Objects.requireNonNullElse(record.extendedStatistic(), "Average")
            : record.statistic();
    Optional<Statistic> parsed = Statistic.parse(statistic);
    if (parsed.isEmpty()) {
      return;
    }
    int period = alarm.period();
    int grain = period < MINUTE_SECONDS ? FAST_SECONDS : MINUTE_SECONDS;
    long end = nowMillis / 1_000 - Math.floorMod(nowMillis / 1_000, grain);
    long begin = Math.max(0, end - (long) period * new Evaluation(record).looked());
    List<Dimension> dimensions = record.dimensions() == null ? List.of() : record.dimensions();
    MetricId metric =
        new MetricId(
            String.valueOf(record.namespace()),
            String.valueOf(record.metricName()),
            dimensions.stream()
                .map(each ->
                    new MetricId.Dimension(
                        String.valueOf(each.name()), String.valueOf(each.value())))
                .toList());
    SeriesRequest request =
        new SeriesRequest(
            alarm.world(), metric, Optional.ofNullable(record.unit()), begin, end, period);
    wanted
        .computeIfAbsent(new Home(alarm.world(), metric.namespace()), home -> new ArrayList<>())
        .add(new Wanted(asked.size(), request, parsed.get()));
    asked.add(alarm.arn());
  }

  /// Asks for all; `answer` hears of the alarms of each namespace together.
  public void start(Consumer<List<Points>> answer) {
    wanted.forEach((home, all) -> reader.read(home.world, home.namespace, all, answer));
  }

  /// Judges what was read; alarms that are gone are passed over.
  public void judge(Alarms alarms, List<Points> read, Transaction transaction, Stamp stamp) {
    for (Points each : read) {
      alarms
          .find(asked.get(each.number()))
          .ifPresent(alarm -> judge(alarms, alarm, each.points(), transaction, stamp));
    }
  }

  private static void judge(
      Alarms alarms, Alarm alarm, List<Points.Point> points, Transaction transaction, Stamp stamp) {
    Map<Long, Evaluation.Point> bySecond = new java.util.LinkedHashMap<>();
    // One value a period: where a metric has several units, the first of them.
    points.forEach(point ->
        bySecond.putIfAbsent(point.second(), new Evaluation.Point(point.second(), point.value())));
    new Evaluation(alarm.record())
        .of(List.copyOf(bySecond.values()))
        .filter(verdict -> !verdict.state().equals(alarm.state()))
        .ifPresent(verdict -> {
          Reason reason = new Reason(alarm.record());
          alarms.set(
              alarm,
              verdict.state(),
              reason.text(verdict),
              reason.data(verdict, Instant.ofEpochMilli(stamp.millis())),
              transaction,
              stamp);
        });
  }
}
