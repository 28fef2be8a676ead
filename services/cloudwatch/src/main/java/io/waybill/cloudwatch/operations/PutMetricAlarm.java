package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.api.PutMetricAlarmInput;
import io.waybill.cloudwatch.api.StateValue;
import io.waybill.cloudwatch.api.Tag;
import io.waybill.cloudwatch.model.World;
import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Creates an alarm on one metric, or gives one another configuration.
final class PutMetricAlarm implements Operation<PutMetricAlarmInput, Unit> {
  private static final String INITIAL = "Unchecked: Initial alarm creation";

  private final Access access;

  PutMetricAlarm(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PutMetricAlarmInput input, Answer<Unit> answer) {
    World world = Access.world(caller);
    Watched watched = Watched.of(input);
    AlarmActions.check(
        caller.region().name(),
        input.okActions(),
        input.alarmActions(),
        input.insufficientDataActions());
    Arn arn = Alarm.arn(world, Inputs.text(input.alarmName()));
    Map<String, String> tags = AlarmTags.map(Inputs.list(input.tags()), Tag::key, Tag::value);
    access.inHome(
        arn,
        (metrics, transaction, stamp) -> {
          PutCompositeAlarm.requireKind(metrics.alarms(), arn, false);
          Instant now = Instant.ofEpochMilli(stamp.millis());
          metrics
              .alarms()
              .put(
                  new Alarm(arn, record(arn, input, watched, now), tags, Optional.empty()),
                  transaction,
                  stamp);
          return Unit.INSTANCE;
        },
        answer);
  }

  private static MetricAlarm record(
      Arn arn, PutMetricAlarmInput input, Watched watched, Instant now) {
    return new MetricAlarm(
        input.alarmName(),
        arn.toString(),
        input.alarmDescription(),
        now,
        !Boolean.FALSE.equals(input.actionsEnabled()),
        Inputs.list(input.okActions()),
        Inputs.list(input.alarmActions()),
        Inputs.list(input.insufficientDataActions()),
        StateValue.INSUFFICIENT_DATA,
        INITIAL,
        null,
        now,
        watched.metricName(),
        watched.namespace(),
        watched.statistic(),
        watched.extendedStatistic(),
        watched.dimensions(),
        watched.period(),
        watched.unit(),
        input.evaluationPeriods(),
        input.datapointsToAlarm(),
        input.threshold(),
        input.comparisonOperator(),
        input.treatMissingData(),
        input.evaluateLowSampleCountPercentile(),
        null,
        null,
        null,
        now);
  }
}
