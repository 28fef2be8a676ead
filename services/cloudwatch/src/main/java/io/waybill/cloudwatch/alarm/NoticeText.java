package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.Dimension;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.core.Arn;
import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What alarms tell topics, functions and the default bus, in AWS's JSON.
final class NoticeText {
  private NoticeText() {}

  /// AWS: the message of an alarm's notification.
  static String ofTopic(MetricAlarm before, Alarm alarm) {
    MetricAlarm after = alarm.record();
    Arn arn = alarm.arn();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("AlarmName", text(after.alarmName()));
    members.put("AlarmDescription", text(after.alarmDescription()));
    members.put("AWSAccountId", text(arn.account()));
    members.put(
        "AlarmConfigurationUpdatedTimestamp", time(after.alarmConfigurationUpdatedTimestamp()));
    members.put("NewStateValue", text(after.stateValue()));
    members.put("NewStateReason", text(after.stateReason()));
    members.put("StateChangeTime", time(after.stateUpdatedTimestamp()));
    members.put("Region", text(RegionNames.of(arn.region())));
    members.put("AlarmArn", text(arn.toString()));
    members.put("OldStateValue", text(before.stateValue()));
    members.put("OKActions", texts(after.okActions()));
    members.put("AlarmActions", texts(after.alarmActions()));
    members.put("InsufficientDataActions", texts(after.insufficientDataActions()));
    if (alarm.rule().isPresent()) {
      members.put("AlarmRule", text(alarm.rule().get().text()));
      members.put("TriggeringChildren", triggering(after));
    } else {
      members.put("Trigger", trigger(after));
    }
    return new JsonValue.Obj(members).render();
  }

  /// AWS: the alarms that decided, with the names of their members in capitals.
  private static JsonValue triggering(MetricAlarm alarm) {
    List<JsonValue> children = new ArrayList<>();
    JsonValue.parseObject(or(alarm.stateReasonData(), "{}"))
        .flatMap(data -> data.get("triggeringAlarms"))
        .ifPresent(all -> {
          if (all instanceof JsonValue.Arr(List<JsonValue> items)) {
            items.forEach(each -> children.add(capitals(each)));
          }
        });
    return new JsonValue.Arr(children);
  }

  private static JsonValue capitals(JsonValue value) {
    if (!(value instanceof JsonValue.Obj(Map<String, JsonValue> members))) {
      return value;
    }
    Map<String, JsonValue> renamed = new LinkedHashMap<>();
    members.forEach((name, inside) ->
        renamed.put(
            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), capitals(inside)));
    return new JsonValue.Obj(renamed);
  }

  private static JsonValue trigger(MetricAlarm alarm) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("MetricName", text(alarm.metricName()));
    members.put("Namespace", text(alarm.namespace()));
    if (alarm.statistic() == null) {
      members.put("StatisticType", text("ExtendedStatistic"));
      members.put("ExtendedStatistic", text(alarm.extendedStatistic()));
    } else {
      members.put("StatisticType", text("Statistic"));
      members.put("Statistic", text(statistic(alarm.statistic())));
    }
    members.put("Unit", text(alarm.unit()));
    members.put("Dimensions", new JsonValue.Arr(dimensions(alarm)));
    members.put("Period", number(alarm.period()));
    members.put("EvaluationPeriods", number(alarm.evaluationPeriods()));
    if (alarm.datapointsToAlarm() != null) {
      members.put("DatapointsToAlarm", number(alarm.datapointsToAlarm()));
    }
    members.put("ComparisonOperator", text(alarm.comparisonOperator()));
    members.put("Threshold", number(alarm.threshold()));
    members.put("TreatMissingData", text(or(alarm.treatMissingData(), "missing")));
    members.put(
        "EvaluateLowSampleCountPercentile", text(or(alarm.evaluateLowSampleCountPercentile(), "")));
    return new JsonValue.Obj(members);
  }

  private static String statistic(String name) {
    return name.equals("SampleCount") ? "SAMPLE_COUNT" : name.toUpperCase(Locale.ROOT);
  }

  private static List<JsonValue> dimensions(MetricAlarm alarm) {
    List<Dimension> given = alarm.dimensions() == null ? List.of() : alarm.dimensions();
    return given.stream()
        .<JsonValue>map(each -> {
          Map<String, JsonValue> members = new LinkedHashMap<>();
          members.put("value", text(each.value()));
          members.put("name", text(each.name()));
          return new JsonValue.Obj(members);
        })
        .toList();
  }

  /// AWS (recorded): what a function gets as its event.
  static String ofFunction(MetricAlarm before, Alarm after, long millis) {
    Arn arn = after.arn();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("source", text("aws.cloudwatch"));
    members.put("alarmArn", text(arn.toString()));
    members.put("accountId", text(arn.account()));
    members.put("time", time(Instant.ofEpochMilli(millis)));
    members.put("region", text(arn.region()));
    members.put("alarmData", data(before, after));
    return new JsonValue.Obj(members).render();
  }

  /// AWS: the detail of a `CloudWatch Alarm State Change`.
  static String ofBus(MetricAlarm before, Alarm after) {
    return data(before, after).render();
  }

  private static JsonValue data(MetricAlarm before, Alarm alarm) {
    MetricAlarm after = alarm.record();
    Map<String, JsonValue> data = new LinkedHashMap<>();
    data.put("alarmName", text(after.alarmName()));
    data.put("state", state(after));
    data.put("previousState", state(before));
    data.put(
        "configuration",
        alarm
            .rule()
            .map(rule -> composite(after, rule))
            .orElseGet(() -> configuration(after, alarm.arn())));
    return new JsonValue.Obj(data);
  }

  private static JsonValue state(MetricAlarm alarm) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("value", text(alarm.stateValue()));
    members.put("reason", text(alarm.stateReason()));
    if (alarm.stateReasonData() != null) {
      members.put("reasonData", text(alarm.stateReasonData()));
    }
    members.put("timestamp", time(alarm.stateUpdatedTimestamp()));
    return new JsonValue.Obj(members);
  }

  private static JsonValue composite(MetricAlarm alarm, AlarmRule rule) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (alarm.alarmDescription() != null) {
      members.put("description", text(alarm.alarmDescription()));
    }
    members.put("alarmRule", text(rule.text()));
    return new JsonValue.Obj(members);
  }

  private static JsonValue configuration(MetricAlarm alarm, Arn arn) {
    Map<String, JsonValue> dimensions = new LinkedHashMap<>();
    List<Dimension> given = alarm.dimensions() == null ? List.of() : alarm.dimensions();
    given.forEach(each -> dimensions.put(or(each.name(), ""), text(each.value())));
    Map<String, JsonValue> metric = new LinkedHashMap<>();
    metric.put("namespace", text(alarm.namespace()));
    metric.put("name", text(alarm.metricName()));
    metric.put("dimensions", new JsonValue.Obj(dimensions));
    Map<String, JsonValue> stat = new LinkedHashMap<>();
    stat.put("metric", new JsonValue.Obj(metric));
    stat.put("period", number(alarm.period()));
    stat.put("stat", text(or(alarm.statistic(), or(alarm.extendedStatistic(), ""))));
    if (alarm.unit() != null) {
      stat.put("unit", text(alarm.unit()));
    }
    Map<String, JsonValue> query = new LinkedHashMap<>();
    query.put(
        "id",
        text(UUID.nameUUIDFromBytes(arn.toString().getBytes(StandardCharsets.UTF_8)).toString()));
    query.put("metricStat", new JsonValue.Obj(stat));
    query.put("returnData", new JsonValue.Bool(true));
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (alarm.alarmDescription() != null) {
      members.put("description", text(alarm.alarmDescription()));
    }
    members.put("metrics", new JsonValue.Arr(List.of(new JsonValue.Obj(query))));
    return new JsonValue.Obj(members);
  }

  private static String or(@Nullable String value, String unset) {
    return value == null ? unset : value;
  }

  private static JsonValue text(@Nullable String value) {
    return value == null ? new JsonValue.Null() : new JsonValue.Text(value);
  }

  private static JsonValue number(@Nullable Number value) {
    return value == null ? new JsonValue.Null() : new JsonValue.Num(String.valueOf(value));
  }

  private static JsonValue time(@Nullable Instant at) {
    return at == null ? new JsonValue.Null() : new JsonValue.Text(Reason.time(at));
  }

  private static JsonValue texts(@Nullable List<String> values) {
    List<String> all = values == null ? List.of() : values;
    return new JsonValue.Arr(all.stream().<JsonValue>map(JsonValue.Text::new).toList());
  }
}
