package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.api.StateValue;
import io.waybill.cloudwatch.model.World;
import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An alarm as it stands: AWS's record of it, and its tags.
///
/// @param record of a composite alarm, only what it has in common with one on a metric
/// @param rule of a composite alarm
public record Alarm(
    Arn arn, MetricAlarm record, Map<String, String> tags, Optional<AlarmRule> rule) {
  /// What stands before a name in an alarm's ARN.
  public static final String KIND = "alarm:";

  public Alarm {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /// The ARN of the alarm that a caller in `world` calls `name`.
  public static Arn arn(World world, String name) {
    return Arn.of("cloudwatch", world.region(), world.account(), KIND + name);
  }

  public String name() {
    return arn.resource().substring(KIND.length());
  }

  public World world() {
    return new World(new AccountId(arn.account()), new Region(arn.region()));
  }

  public boolean isComposite() {
    return rule.isPresent();
  }

  /// The alarms that its rule names.
  public List<Arn> children() {
    return rule.map(its -> its.children(world())).orElse(List.of());
  }

  public String state() {
    return Objects.requireNonNullElse(record.stateValue(), StateValue.INSUFFICIENT_DATA);
  }

  /// The seconds of one of its periods.
  public int period() {
    return Objects.requireNonNullElse(record.period(), 60);
  }

  /// Whom it tells of a state; nobody while its actions are off.
  List<String> actions(String state) {
    if (!Boolean.TRUE.equals(record.actionsEnabled())) {
      return List.of();
    }
    List<String> actions =
        switch (state) {
          case StateValue.ALARM -> record.alarmActions();
          case StateValue.OK -> record.okActions();
          default -> record.insufficientDataActions();
        };
    return actions == null ? List.of() : actions;
  }

  public Alarm tagged(Map<String, String> after) {
    return new Alarm(arn, record, after, rule);
  }

  /// The same in a state.
  Alarm in(String state, String reason, @Nullable String data, Instant now) {
    Instant transitioned = state.equals(state()) ? record.stateTransitionedTimestamp() : now;
    return with(record.actionsEnabled(), state, reason, data, now, transitioned);
  }

  /// The same with its actions on or off.
  public Alarm enabled(boolean actions) {
    return with(
        actions,
        record.stateValue(),
        record.stateReason(),
        record.stateReasonData(),
        record.stateUpdatedTimestamp(),
        record.stateTransitionedTimestamp());
  }

  /// This configuration in the state of `before`.
  Alarm stateOf(Alarm before) {
    MetricAlarm was = before.record;
    return new Alarm(arn, record, before.tags, rule)
        .with(
            record.actionsEnabled(),
            was.stateValue(),
            was.stateReason(),
            was.stateReasonData(),
            was.stateUpdatedTimestamp(),
            was.stateTransitionedTimestamp());
  }

  private Alarm with(
      @Nullable Boolean enabled,
      @Nullable String state,
      @Nullable String reason,
      @Nullable String data,
      @Nullable Instant updated,
      @Nullable Instant transitioned) {
    return new Alarm(
        arn,
        new MetricAlarm(
            record.alarmName(),
            record.alarmArn(),
            record.alarmDescription(),
            record.alarmConfigurationUpdatedTimestamp(),
            enabled,
            record.okActions(),
            record.alarmActions(),
            record.insufficientDataActions(),
            state,
            reason,
            data,
            updated,
            record.metricName(),
            record.namespace(),
            record.statistic(),
            record.extendedStatistic(),
            record.dimensions(),
            record.period(),
            record.unit(),
            record.evaluationPeriods(),
            record.datapointsToAlarm(),
            record.threshold(),
            record.comparisonOperator(),
            record.treatMissingData(),
            record.evaluateLowSampleCountPercentile(),
            record.metrics(),
            record.thresholdMetricId(),
            record.evaluationState(),
            transitioned),
        tags,
        rule);
  }
}
