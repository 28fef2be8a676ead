package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.api.AlarmType;
import io.waybill.cloudwatch.api.DescribeAlarmsForMetricInput;
import io.waybill.cloudwatch.api.DescribeAlarmsForMetricOutput;
import io.waybill.cloudwatch.api.DescribeAlarmsInput;
import io.waybill.cloudwatch.api.DescribeAlarmsOutput;
import io.waybill.cloudwatch.api.Dimension;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.core.PageToken;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists alarms, a page at a time. A token is the name that a page ends with.
final class AlarmLists {
  private static final String LIST = "DescribeAlarms";
  private static final int PAGE = 50;

  private final Access access;

  AlarmLists(Access access) {
    this.access = access;
  }

  void describe(Caller caller, DescribeAlarmsInput input, Answer<DescribeAlarmsOutput> answer) {
    Set<String> names = Set.copyOf(Inputs.list(input.alarmNames()));
    String prefix = Inputs.text(input.alarmNamePrefix());
    if (!names.isEmpty() && !prefix.isEmpty()) {
      throw Refusals.combination(
          "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.");
    }
    List<String> types = Inputs.list(input.alarmTypes());
    boolean metrics = types.isEmpty() || types.contains(AlarmType.METRIC_ALARM);
    int most = Objects.requireNonNullElse(input.maxRecords(), PAGE);
    String after = Tokens.after(LIST, input.nextToken());
    List<Alarm> found =
        metrics
            ? access.alarms().of(Access.world(caller), prefix).stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .filter(
                    each -> input.stateValue() == null || input.stateValue().equals(each.state()))
                .filter(each ->
                    input.actionPrefix() == null || acts(each.record(), input.actionPrefix()))
                .filter(each -> after.isEmpty() || each.name().compareTo(after) > 0)
                .limit(most + 1L)
                .toList()
            : List.of();
    List<Alarm> page = found.subList(0, Math.min(most, found.size()));
    answer.succeed(
        new DescribeAlarmsOutput(
            List.of(),
            page.stream().map(Alarm::record).toList(),
            found.size() > most ? PageToken.of(LIST, page.getLast().name()) : null));
  }

  private static boolean acts(MetricAlarm alarm, String prefix) {
    return Stream.of(alarm.okActions(), alarm.alarmActions(), alarm.insufficientDataActions())
        .flatMap(each -> Inputs.list(each).stream())
        .anyMatch(each -> each.startsWith(prefix));
  }

  void describeForMetric(
      Caller caller,
      DescribeAlarmsForMetricInput input,
      Answer<DescribeAlarmsForMetricOutput> answer) {
    MetricId metric = id(input.namespace(), input.metricName(), input.dimensions());
    answer.succeed(
        new DescribeAlarmsForMetricOutput(
            access.alarms().of(Access.world(caller), "").stream()
                .map(Alarm::record)
                .filter(each ->
                    id(each.namespace(), each.metricName(), each.dimensions()).equals(metric))
                .filter(each -> fits(input.statistic(), each.statistic()))
                .filter(each -> fits(input.extendedStatistic(), each.extendedStatistic()))
                .filter(each -> fits(input.unit(), each.unit()))
                .filter(each -> fits(input.period(), each.period()))
                .toList()));
  }

  private static boolean fits(@Nullable Object wanted, @Nullable Object its) {
    return wanted == null || wanted.equals(its);
  }

  private static MetricId id(
      @Nullable String namespace, @Nullable String name, @Nullable List<Dimension> dimensions) {
    return new MetricId(
        Inputs.text(namespace),
        Inputs.text(name),
        Inputs.list(dimensions).stream()
            .map(
                each -> new MetricId.Dimension(Inputs.text(each.name()), Inputs.text(each.value())))
            .toList());
  }
}
