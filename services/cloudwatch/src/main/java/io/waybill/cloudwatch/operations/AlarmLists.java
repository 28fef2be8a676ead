package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.alarm.AlarmRule;
import io.waybill.cloudwatch.api.AlarmType;
import io.waybill.cloudwatch.api.CompositeAlarm;
import io.waybill.cloudwatch.api.DescribeAlarmsForMetricInput;
import io.waybill.cloudwatch.api.DescribeAlarmsForMetricOutput;
import io.waybill.cloudwatch.api.DescribeAlarmsInput;
import io.waybill.cloudwatch.api.DescribeAlarmsOutput;
import io.waybill.cloudwatch.api.Dimension;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.core.Arn;
import io.waybill.core.PageToken;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
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
    if (input.childrenOfAlarmName() != null || input.parentsOfAlarmName() != null) {
      requireAlone(input);
      boolean children = input.childrenOfAlarmName() != null;
      answer.succeed(page(family(caller, input), input, each -> brief(each, children)));
      return;
    }
    Set<String> names = Set.copyOf(Inputs.list(input.alarmNames()));
    String prefix = Inputs.text(input.alarmNamePrefix());
    if (!names.isEmpty() && !prefix.isEmpty()) {
      throw Refusals.combination(
          "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.");
    }
    // AWS (DescribeAlarms): alarms on metrics, unless others are asked for.
    List<String> types =
        input.alarmTypes() == null ? List.of(AlarmType.METRIC_ALARM) : input.alarmTypes();
    Stream<Alarm> found =
        access.alarms().of(Access.world(caller), prefix).stream()
            .filter(each -> types.contains(type(each)))
            .filter(each -> names.isEmpty() || names.contains(each.name()))
            .filter(each -> input.stateValue() == null || input.stateValue().equals(each.state()))
            .filter(
                each -> input.actionPrefix() == null || acts(each.record(), input.actionPrefix()));
    answer.succeed(page(found, input, each -> each));
  }

  private static String type(Alarm alarm) {
    return alarm.isComposite() ? AlarmType.COMPOSITE_ALARM : AlarmType.METRIC_ALARM;
  }

  /// AWS (DescribeAlarms): whoever asks for relatives asks for nothing else.
  private static void requireAlone(DescribeAlarmsInput input) {
    boolean both = input.childrenOfAlarmName() != null && input.parentsOfAlarmName() != null;
    boolean others =
        Stream.of(
                input.alarmNames(),
                input.alarmNamePrefix(),
                input.alarmTypes(),
                input.stateValue(),
                input.actionPrefix())
            .anyMatch(Objects::nonNull);
    if (both || others) {
      throw Refusals.combination(
          "ChildrenOfAlarmName and ParentsOfAlarmName cannot be combined with each other or with other filters.");
    }
  }

  private Stream<Alarm> family(Caller caller, DescribeAlarmsInput input) {
    boolean children = input.childrenOfAlarmName() != null;
    Arn arn =
        Alarm.arn(
            Access.world(caller),
            Inputs.text(children ? input.childrenOfAlarmName() : input.parentsOfAlarmName()));
    List<Arn> relatives =
        children
            ? access.alarms().find(arn).map(Alarm::children).orElse(List.of())
            : access.alarms().parents(arn);
    return relatives.stream()
        .flatMap(each -> access.alarms().find(each).stream())
        .sorted(Comparator.comparing(Alarm::name));
  }

  /// AWS (DescribeAlarms): of relatives, no more than this is told.
  private static Alarm brief(Alarm alarm, boolean withState) {
    return new Alarm(
        alarm.arn(),
        MetricAlarm.builder()
            .alarmName(alarm.name())
            .alarmArn(alarm.arn().toString())
            .stateValue(withState ? alarm.state() : null)
            .stateUpdatedTimestamp(withState ? alarm.record().stateUpdatedTimestamp() : null)
            .build(),
        Map.of(),
        alarm.rule());
  }

  private static DescribeAlarmsOutput page(
      Stream<Alarm> all, DescribeAlarmsInput input, UnaryOperator<Alarm> shown) {
    int most = Objects.requireNonNullElse(input.maxRecords(), PAGE);
    String after = Tokens.after(LIST, input.nextToken());
    List<Alarm> found =
        all.filter(each -> after.isEmpty() || each.name().compareTo(after) > 0)
            .limit(most + 1L)
            .toList();
    List<Alarm> page = found.subList(0, Math.min(most, found.size()));
    boolean family = input.childrenOfAlarmName() != null || input.parentsOfAlarmName() != null;
    return new DescribeAlarmsOutput(
        page.stream()
            .filter(Alarm::isComposite)
            .map(each -> composite(shown.apply(each), family))
            .toList(),
        page.stream()
            .filter(each -> !each.isComposite())
            .map(each -> shown.apply(each).record())
            .toList(),
        found.size() > most ? PageToken.of(LIST, page.getLast().name()) : null);
  }

  private static CompositeAlarm composite(Alarm alarm, boolean brief) {
    MetricAlarm record = alarm.record();
    return CompositeAlarm.builder()
        .actionsEnabled(record.actionsEnabled())
        .alarmActions(record.alarmActions())
        .alarmArn(record.alarmArn())
        .alarmConfigurationUpdatedTimestamp(record.alarmConfigurationUpdatedTimestamp())
        .alarmDescription(record.alarmDescription())
        .alarmName(record.alarmName())
        .alarmRule(brief ? null : alarm.rule().map(AlarmRule::text).orElse(null))
        .insufficientDataActions(record.insufficientDataActions())
        .okActions(record.okActions())
        .stateReason(record.stateReason())
        .stateReasonData(record.stateReasonData())
        .stateUpdatedTimestamp(record.stateUpdatedTimestamp())
        .stateValue(record.stateValue())
        .stateTransitionedTimestamp(record.stateTransitionedTimestamp())
        .build();
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
                .filter(each -> !each.isComposite())
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
