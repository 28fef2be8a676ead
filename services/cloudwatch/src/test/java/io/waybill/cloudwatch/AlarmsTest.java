package io.waybill.cloudwatch;

import static io.waybill.cloudwatch.Observatory.datum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.cloudwatch.api.AlarmHistoryItem;
import io.waybill.cloudwatch.api.CloudWatchApi;
import io.waybill.cloudwatch.api.DeleteAlarmsInput;
import io.waybill.cloudwatch.api.DescribeAlarmHistoryInput;
import io.waybill.cloudwatch.api.DescribeAlarmsInput;
import io.waybill.cloudwatch.api.DisableAlarmActionsInput;
import io.waybill.cloudwatch.api.ListTagsForResourceInput;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.api.PutMetricAlarmInput;
import io.waybill.cloudwatch.api.SetAlarmStateInput;
import io.waybill.cloudwatch.api.Tag;
import io.waybill.shapes.CommonErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AlarmsTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";

  private final Observatory world = new Observatory();

  /// An alarm on more than 10 in two of three minutes.
  private void put(String name, String treatment) {
    put(name, "App", treatment, 60);
  }

  private void put(String name, String namespace, String treatment, int period) {
    world.call(
        CloudWatchApi.PUT_METRIC_ALARM,
        new PutMetricAlarmInput(
            name,
            "as told",
            null,
            List.of(FUNCTION),
            List.of(TOPIC),
            null,
            "m",
            namespace,
            "Sum",
            null,
            null,
            period,
            null,
            3,
            2,
            10.0,
            "GreaterThanThreshold",
            treatment,
            null,
            null,
            List.of(new Tag("a", "1")),
            null));
  }

  private MetricAlarm alarm(Observatory in, String name) {
    List<MetricAlarm> found =
        Objects.requireNonNull(
            in.call(
                    CloudWatchApi.DESCRIBE_ALARMS,
                    new DescribeAlarmsInput(
                        List.of(name), null, null, null, null, null, null, null, null))
                .metricAlarms());
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private String state(String name) {
    return String.valueOf(alarm(world, name).stateValue());
  }

  private void set(String name, String state) {
    world.call(
        CloudWatchApi.SET_ALARM_STATE, new SetAlarmStateInput(name, state, "testing alarm", null));
  }

  private void minutes(double... values) {
    for (double value : values) {
      world.put(datum("m", value));
      world.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void anAlarmFollowsItsMetric() {
    put("a", "missing");
    assertThat(state("a")).isEqualTo("INSUFFICIENT_DATA");
    assertThat(alarm(world, "a").stateReason()).isEqualTo("Unchecked: Initial alarm creation");

    minutes(1, 1, 1);
    world.advance(Duration.ofSeconds(6));
    assertThat(state("a")).isEqualTo("OK");
    minutes(20, 20);
    world.advance(Duration.ofSeconds(6));
    assertThat(state("a")).isEqualTo("ALARM");
    assertThat(alarm(world, "a").stateReason())
        .startsWith("Threshold Crossed: 2 out of the last 3 datapoints [20.0 (")
        .endsWith(
            "were greater than the threshold (10.0) (minimum 2 datapoints for OK -> ALARM transition).");
    world.advance(Duration.ofMinutes(10));
    assertThat(state("a")).isEqualTo("INSUFFICIENT_DATA");
  }

  @Test
  void aMetricOfAnotherPartitionIsWatchedToo() {
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      put(name, "breaching");
    }
    world.advance(Duration.ofMinutes(2));
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      assertThat(state(name)).isEqualTo("ALARM");
    }
  }

  @Test
  void shortPeriodsAreLookedAtEachTenSeconds() {
    put("a", "App", "breaching", 10);
    world.advance(Duration.ofSeconds(16));
    assertThat(state("a")).isEqualTo("ALARM");
  }

  /// What topics and functions were told.
  private static List<String> told(Observatory in) {
    return in.calls.inputs.stream().filter(each -> !each.startsWith("events:")).toList();
  }

  @Test
  void theDefaultBusHearsOfEveryChangeWhetherActionsAreOnOrOff() {
    put("a", "ignore");
    world.call(CloudWatchApi.DISABLE_ALARM_ACTIONS, new DisableAlarmActionsInput(List.of("a")));
    set("a", "ALARM");
    assertThat(world.calls.inputs).hasSize(1);
    assertThat(world.calls.inputs.getFirst())
        .startsWith("events:PutEvents ")
        .contains(
            "\"Source\":\"aws.cloudwatch\"",
            "\"DetailType\":\"CloudWatch Alarm State Change\"",
            "arn:aws:cloudwatch:us-east-1:000000000000:alarm:a",
            "\\\"previousState\\\":{\\\"value\\\":\\\"INSUFFICIENT_DATA\\\"",
            "\\\"state\\\":{\\\"value\\\":\\\"ALARM\\\"");
  }

  @Test
  void eachChangeTellsWhomItConcernsOnce() {
    put("a", "ignore");
    set("a", "ALARM");
    set("a", "ALARM");
    assertThat(told(world)).hasSize(1);
    assertThat(told(world).getFirst())
        .startsWith("sns:Publish ")
        .contains(
            TOPIC,
            "ALARM: \\\"a\\\" in US East (N. Virginia)",
            "\\\"NewStateValue\\\":\\\"ALARM\\\"",
            "\\\"OldStateValue\\\":\\\"INSUFFICIENT_DATA\\\"",
            "\\\"NewStateReason\\\":\\\"testing alarm\\\"");
    set("a", "OK");
    assertThat(told(world)).hasSize(2);
    assertThat(told(world).getLast()).startsWith("lambda:Invoke ").contains(FUNCTION);

    world.call(CloudWatchApi.DISABLE_ALARM_ACTIONS, new DisableAlarmActionsInput(List.of("a")));
    set("a", "ALARM");
    assertThat(told(world)).hasSize(2);
    assertThat(state("a")).isEqualTo("ALARM");
  }

  @Test
  void whoCannotBeReachedIsToldAfterARestart() {
    put("a", "ignore");
    world.calls.closed = true;
    set("a", "ALARM");
    assertThat(told(world)).isEmpty();
    Observatory again = world.restarted();
    again.calls.closed = false;
    again.advance(Duration.ofMinutes(2));
    assertThat(told(again)).hasSize(1);
    assertThat(alarm(again, "a").stateValue()).isEqualTo("ALARM");
  }

  @Test
  void anotherConfigurationKeepsStateAndTags() {
    put("a", "ignore");
    set("a", "ALARM");
    put("a", "App2", "ignore", 300);
    assertThat(state("a")).isEqualTo("ALARM");
    assertThat(alarm(world, "a").period()).isEqualTo(300);
    assertThat(tags()).extracting(Tag::key).containsExactly("a");
  }

  private List<Tag> tags() {
    return Objects.requireNonNull(
        world
            .call(
                CloudWatchApi.LIST_TAGS_FOR_RESOURCE,
                new ListTagsForResourceInput("arn:aws:cloudwatch:us-east-1:000000000000:alarm:a"))
            .tags());
  }

  @Test
  void whatIsDeletedIsGoneWithItsTags() {
    put("a", "ignore");
    world.call(CloudWatchApi.DELETE_ALARMS, new DeleteAlarmsInput(List.of("a", "b")));
    assertThat(tags()).isEmpty();
    assertThatThrownBy(() -> set("a", "OK"))
        .isInstanceOfSatisfying(
            io.waybill.shapes.Refusal.class,
            refusal -> {
              assertThat(refusal.shape().name()).isEqualTo("ResourceNotFound");
              assertThat(refusal.shape().status()).isEqualTo(404);
              assertThat(refusal.text()).isEmpty();
            });
  }

  @Test
  void theHistoryTellsConfigurationStatesAndActions() {
    put("a", "ignore");
    world.calls.closed = true;
    world.calls.refusal = CommonErrors.ACCESS_DENIED;
    set("a", "ALARM");

    List<AlarmHistoryItem> items =
        Objects.requireNonNull(
            world
                .call(
                    CloudWatchApi.DESCRIBE_ALARM_HISTORY,
                    new DescribeAlarmHistoryInput(
                        "a", null, null, null, null, null, null, null, "TimestampAscending"))
                .alarmHistoryItems());
    assertThat(items)
        .extracting(AlarmHistoryItem::historySummary)
        .containsExactly(
            "Alarm \"a\" created",
            "Alarm updated from INSUFFICIENT_DATA to ALARM",
            "Failed to execute action " + TOPIC);
    assertThat(
            world
                .call(
                    CloudWatchApi.DESCRIBE_ALARM_HISTORY,
                    DescribeAlarmHistoryInput.builder()
                        .startDate(Instant.parse("9000-01-01T00:00:00Z"))
                        .endDate(Instant.EPOCH)
                        .build())
                .alarmHistoryItems())
        .as("from the end to the beginning")
        .isEmpty();
    world.advance(Duration.ofDays(31));
    assertThat(
            world
                .call(
                    CloudWatchApi.DESCRIBE_ALARM_HISTORY,
                    new DescribeAlarmHistoryInput(
                        null, null, null, null, null, null, null, null, null))
                .alarmHistoryItems())
        .isEmpty();
  }
}
