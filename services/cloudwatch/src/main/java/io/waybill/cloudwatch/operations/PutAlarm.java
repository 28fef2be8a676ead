package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.alarm.AlarmRule;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.api.StateValue;
import io.waybill.cloudwatch.api.Tag;
import io.waybill.cloudwatch.decide.Reconsider;
import io.waybill.cloudwatch.state.Metrics;
import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is said of an alarm when it is put, whatever it watches.
///
/// @param tags of a new alarm; one that is there keeps its own
/// @param rule of a composite alarm
record PutAlarm(
    String name,
    @Nullable String description,
    @Nullable Boolean actionsEnabled,
    @Nullable List<String> okActions,
    @Nullable List<String> alarmActions,
    @Nullable List<String> insufficientDataActions,
    @Nullable List<Tag> tags,
    Optional<AlarmRule> rule) {
  private static final String INITIAL = "Unchecked: Initial alarm creation";

  /// Creates the alarm, or gives it another configuration.
  ///
  /// @param watched adds what it watches, if that is a metric
  void in(
      Access access,
      Caller caller,
      UnaryOperator<MetricAlarm.Builder> watched,
      Answer<Unit> answer) {
    AlarmActions.check(caller.region().name(), okActions, alarmActions, insufficientDataActions);
    Arn arn = Alarm.arn(Access.world(caller), name);
    Map<String, String> its = AlarmTags.map(Inputs.list(tags), Tag::key, Tag::value);
    access.inHome(
        arn,
        (metrics, transaction, stamp) -> {
          MetricAlarm record =
              watched.apply(begun(arn, Instant.ofEpochMilli(stamp.millis()))).build();
          metrics.alarms().put(new Alarm(arn, record, its, rule), transaction, stamp);
          if (rule.isPresent()) {
            var later = transaction.<Metrics>later();
            transaction.afterCommit(() -> later.accept(new Reconsider(arn)));
          }
          return Unit.INSTANCE;
        },
        answer);
  }

  private MetricAlarm.Builder begun(Arn arn, Instant now) {
    return MetricAlarm.builder()
        .alarmName(name)
        .alarmArn(arn.toString())
        .alarmDescription(description)
        .alarmConfigurationUpdatedTimestamp(now)
        .actionsEnabled(!Boolean.FALSE.equals(actionsEnabled))
        .okActions(Inputs.list(okActions))
        .alarmActions(Inputs.list(alarmActions))
        .insufficientDataActions(Inputs.list(insufficientDataActions))
        .stateValue(StateValue.INSUFFICIENT_DATA)
        .stateReason(INITIAL)
        .stateUpdatedTimestamp(now)
        .stateTransitionedTimestamp(now);
  }
}
