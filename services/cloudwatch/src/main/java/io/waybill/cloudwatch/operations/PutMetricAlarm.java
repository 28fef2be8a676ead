package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.PutMetricAlarmInput;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import java.util.Optional;

/// Creates an alarm on one metric, or gives one another configuration.
final class PutMetricAlarm implements Operation<PutMetricAlarmInput, Unit> {
  private final Access access;

  PutMetricAlarm(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PutMetricAlarmInput input, Answer<Unit> answer) {
    Watched watched = Watched.of(input);
    new PutAlarm(
            Inputs.text(input.alarmName()),
            input.alarmDescription(),
            input.actionsEnabled(),
            input.okActions(),
            input.alarmActions(),
            input.insufficientDataActions(),
            input.tags(),
            Optional.empty())
        .in(
            access,
            caller,
            alarm ->
                alarm
                    .metricName(watched.metricName())
                    .namespace(watched.namespace())
                    .statistic(watched.statistic())
                    .extendedStatistic(watched.extendedStatistic())
                    .dimensions(watched.dimensions())
                    .period(watched.period())
                    .unit(watched.unit())
                    .evaluationPeriods(input.evaluationPeriods())
                    .datapointsToAlarm(input.datapointsToAlarm())
                    .threshold(input.threshold())
                    .comparisonOperator(input.comparisonOperator())
                    .treatMissingData(input.treatMissingData())
                    .evaluateLowSampleCountPercentile(input.evaluateLowSampleCountPercentile()),
            answer);
  }
}
