package io.waybill.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.cloudwatch.api.AlarmHistoryItem;
import io.waybill.cloudwatch.api.CloudWatchApi;
import io.waybill.cloudwatch.api.CompositeAlarm;
import io.waybill.cloudwatch.api.DeleteAlarmsInput;
import io.waybill.cloudwatch.api.DescribeAlarmHistoryInput;
import io.waybill.cloudwatch.api.DescribeAlarmsInput;
import io.waybill.cloudwatch.api.DescribeAlarmsOutput;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.api.PutCompositeAlarmInput;
import io.waybill.cloudwatch.api.PutMetricAlarmInput;
import io.waybill.cloudwatch.api.SetAlarmStateInput;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CompositeAlarmsTest {
  private static final String ARN = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:";
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";

  private final Observatory world = new Observatory();

  private void onMetric(String... names) {
    for (String name : names) {
      world.call(
          CloudWatchApi.PUT_METRIC_ALARM,
          PutMetricAlarmInput.builder()
              .alarmName(name)
              .namespace("App")
              .metricName("m")
              .statistic("Sum")
              .period(60)
              .evaluationPeriods(1)
              .threshold(10.0)
              .comparisonOperator("GreaterThanThreshold")
              .treatMissingData("ignore")
              .build());
    }
  }

  private void composite(String name, String rule) {
    world.call(
        CloudWatchApi.PUT_COMPOSITE_ALARM,
        PutCompositeAlarmInput.builder()
            .alarmName(name)
            .alarmRule(rule)
            .alarmActions(List.of(TOPIC))
            .build());
  }

  private void set(String name, String state) {
    world.call(CloudWatchApi.SET_ALARM_STATE, new SetAlarmStateInput(name, state, "a test", null));
  }

  private static DescribeAlarmsOutput composites(Observatory in, String name) {
    return in.call(
        CloudWatchApi.DESCRIBE_ALARMS,
        DescribeAlarmsInput.builder()
            .alarmNames(List.of(name))
            .alarmTypes(List.of("CompositeAlarm"))
            .build());
  }

  private static CompositeAlarm alarm(Observatory in, String name) {
    return Objects.requireNonNull(composites(in, name).compositeAlarms()).getFirst();
  }

  private String state(String name) {
    return String.valueOf(alarm(world, name).stateValue());
  }

  @Test
  void itsStateFollowsFromTheStatesOfItsAlarms() {
    onMetric("a", "b c");
    composite("both", "ALARM(a) AND NOT OK(\"b c\")");
    assertThat(alarm(world, "both").stateReason())
        .isEqualTo(ARN + "both was created and its alarm rule evaluates to OK");

    set("a", "ALARM");
    CompositeAlarm alarm = alarm(world, "both");
    assertThat(alarm.stateValue()).isEqualTo("ALARM");
    assertThat(alarm.alarmRule()).isEqualTo("ALARM(a) AND NOT OK(\"b c\")");
    assertThat(alarm.stateReason()).startsWith(ARN + "a transitioned to ALARM at ").endsWith("UTC");
    assertThat(alarm.stateReasonData())
        .startsWith(
            "{\"triggeringAlarms\":[{\"arn\":\"" + ARN + "a\",\"state\":{\"value\":\"ALARM\"");
    set("b c", "OK");
    assertThat(state("both")).isEqualTo("OK");
  }

  @Test
  void compositesOfCompositesFollowToo() {
    onMetric("a", "b");
    composite("inner", "ALARM(a) OR ALARM(" + ARN + "b)");
    composite("outer", "(OK(inner))");
    assertThat(state("outer")).isEqualTo("ALARM");
    set("b", "ALARM");
    assertThat(state("inner")).isEqualTo("ALARM");
    assertThat(state("outer")).isEqualTo("OK");
  }

  @Test
  void whatDependsOnItselfIsNotEvaluated() {
    onMetric("a");
    composite("x", "ALARM(a)");
    composite("y", "NOT ALARM(x)");
    composite("x", "ALARM(y)");
    set("x", "ALARM");
    assertThat(state("x")).isEqualTo("ALARM");
    assertThat(state("y")).isEqualTo("ALARM");
  }

  @Test
  void itsTopicAndTheBusAreTold() {
    onMetric("a");
    composite("c", "ALARM(a)");
    world.calls.inputs.clear();
    set("a", "ALARM");

    assertThat(world.calls.inputs).filteredOn(each -> each.startsWith("sns:Publish")).hasSize(1);
    assertThat(world.calls.inputs.toString())
        .contains("\\\"AlarmRule\\\":\\\"ALARM(a)\\\"")
        .contains("\\\"TriggeringChildren\\\":[{\\\"Arn\\\":\\\"" + ARN + "a\\\",\\\"State\\\":{")
        .contains("\\\"configuration\\\":{\\\"alarmRule\\\":\\\"ALARM(a)\\\"}");
  }

  @Test
  void itIsThereAfterARestartAndStillFollows() {
    onMetric("a");
    composite("c", "ALARM(a)");
    Observatory again = world.restarted();
    again.call(CloudWatchApi.SET_ALARM_STATE, new SetAlarmStateInput("a", "ALARM", "a test", null));
    assertThat(alarm(again, "c").stateValue()).isEqualTo("ALARM");
    again.advance(Duration.ofMinutes(2));
    assertThat(alarm(again, "c").stateValue()).isEqualTo("ALARM");
  }

  @Test
  void listsTellWhoDependsOnWhom() {
    onMetric("a", "b");
    composite("c", "ALARM(a) OR ALARM(b)");
    DescribeAlarmsOutput children =
        world.call(
            CloudWatchApi.DESCRIBE_ALARMS,
            DescribeAlarmsInput.builder().childrenOfAlarmName("c").build());
    assertThat(children.metricAlarms())
        .extracting(MetricAlarm::alarmName)
        .containsExactly("a", "b");
    DescribeAlarmsOutput parents =
        world.call(
            CloudWatchApi.DESCRIBE_ALARMS,
            DescribeAlarmsInput.builder().parentsOfAlarmName("b").build());
    assertThat(parents.compositeAlarms())
        .extracting(CompositeAlarm::alarmName)
        .containsExactly("c");
    DescribeAlarmsOutput unasked =
        world.call(CloudWatchApi.DESCRIBE_ALARMS, DescribeAlarmsInput.builder().build());
    assertThat(unasked.compositeAlarms()).isEmpty();
    assertThat(unasked.metricAlarms()).hasSize(2);
  }

  @Test
  void whatARuleNamesMustBeThereAndStays() {
    onMetric("a", "b");
    assertThatThrownBy(() -> composite("c", "ALARM(a) OR ALARM(gone)"))
        .hasMessage(
            "Could not save the composite alarm as alarms [gone] in the alarm rule do not exist");
    composite("c", "ALARM(a) OR OK(b)");
    assertThatThrownBy(() -> delete("a"))
        .hasMessage("Cannot delete a as there are composite alarm(s) depending on it.");
    assertThatThrownBy(() -> delete("a", "b"))
        .hasMessage("Cannot delete a,b as there are composite alarm(s) depending on them.");
    composite("c", "OK(b)");
    delete("a");
    delete("c");
    delete("b");
    assertThat(composites(world, "c").compositeAlarms()).isEmpty();
  }

  private void delete(String... names) {
    world.call(CloudWatchApi.DELETE_ALARMS, new DeleteAlarmsInput(List.of(names)));
  }

  @Test
  void aNameBelongsToOneKindOfAlarm() {
    onMetric("a", "b");
    composite("c", "ALARM(a)");
    assertThatThrownBy(() -> composite("b", "ALARM(a)")).hasMessageContaining("another type");
    assertThatThrownBy(() -> onMetric("c")).hasMessageContaining("another type");
  }

  @Test
  void rulesThatAreNoneAreRefused() {
    onMetric("a");
    for (String rule :
        List.of(
            "",
            "a",
            "ALARM a",
            "ALARM(a",
            "ALARM()",
            "alarm(a)",
            "ALARM(a) ALARM(a)",
            "ALARM(a) AND",
            "NOT",
            "(TRUE",
            "ALARM(a) XOR TRUE",
            "(".repeat(500) + "TRUE" + ")".repeat(500))) {
      assertThatThrownBy(() -> composite("c", rule))
          .as(rule)
          .hasMessage("AlarmRule is not a valid expression.");
    }
    composite("always", "FALSE OR (TRUE AND\n NOT FALSE)");
    assertThat(state("always")).isEqualTo("ALARM");
  }

  @Test
  void historyTellsOfCompositesWhereTheyAreAskedFor() {
    onMetric("a");
    composite("c", "ALARM(a)");
    assertThat(history(null)).extracting(AlarmHistoryItem::alarmName).containsOnly("a");
    assertThat(history(List.of("CompositeAlarm")))
        .extracting(AlarmHistoryItem::alarmType)
        .hasSize(2)
        .containsOnly("CompositeAlarm");
  }

  private List<AlarmHistoryItem> history(@org.jspecify.annotations.Nullable List<String> types) {
    return Objects.requireNonNull(
        world
            .call(
                CloudWatchApi.DESCRIBE_ALARM_HISTORY,
                DescribeAlarmHistoryInput.builder().alarmTypes(types).build())
            .alarmHistoryItems());
  }
}
