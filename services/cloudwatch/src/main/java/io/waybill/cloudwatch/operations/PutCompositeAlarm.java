package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.alarm.AlarmRule;
import io.waybill.cloudwatch.alarm.Alarms;
import io.waybill.cloudwatch.api.MetricAlarm;
import io.waybill.cloudwatch.api.PutCompositeAlarmInput;
import io.waybill.cloudwatch.api.StateValue;
import io.waybill.cloudwatch.api.Tag;
import io.waybill.cloudwatch.decide.Reconsider;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.state.Metrics;
import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Creates an alarm on other alarms, or gives one another configuration.
final class PutCompositeAlarm implements Operation<PutCompositeAlarmInput, Unit> {
  private static final String INITIAL = "Unchecked: Initial alarm creation";

  // AWS (PutCompositeAlarm): alarms that a rule names.
  private static final int CHILDREN_MAX = 100;

  private final Access access;

  PutCompositeAlarm(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PutCompositeAlarmInput input, Answer<Unit> answer) {
    World world = Access.world(caller);
    AlarmRule rule = rule(world, input);
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
          requireKind(metrics.alarms(), arn, true);
          Instant now = Instant.ofEpochMilli(stamp.millis());
          metrics
              .alarms()
              .put(
                  new Alarm(arn, record(arn, input, now), tags, Optional.of(rule)),
                  transaction,
                  stamp);
          var later = transaction.<Metrics>later();
          transaction.afterCommit(() -> later.accept(new Reconsider(arn)));
          return Unit.INSTANCE;
        },
        answer);
  }

  /// Refuses a name that an alarm of the other kind has.
  static void requireKind(Alarms alarms, Arn arn, boolean composite) {
    if (alarms.find(arn).filter(alarm -> alarm.isComposite() != composite).isPresent()) {
      throw Refusals.validation(
          "An alarm of another type has this name already: "
              + arn.resource().substring(Alarm.KIND.length()));
    }
  }

  private AlarmRule rule(World world, PutCompositeAlarmInput input) {
    if (input.actionsSuppressor() != null
        || input.actionsSuppressorWaitPeriod() != null
        || input.actionsSuppressorExtensionPeriod() != null) {
      throw Refusals.value("Suppressors of a composite alarm's actions are not supported here.");
    }
    AlarmRule rule =
        AlarmRule.parse(Inputs.text(input.alarmRule()))
            .orElseThrow(() -> Refusals.validation("AlarmRule is not a valid expression."));
    List<Arn> children = rule.children(world);
    if (children.size() > CHILDREN_MAX) {
      throw Refusals.validation("AlarmRule can name at most 100 alarms.");
    }
    List<Arn> gone =
        children.stream().filter(each -> access.alarms().find(each).isEmpty()).toList();
    if (!gone.isEmpty()) {
      // AWS (seen by users of CloudFormation).
      throw Refusals.validation(
          gone.stream()
              .map(each -> each.resource().substring(Alarm.KIND.length()))
              .collect(
                  Collectors.joining(
                      ", ",
                      "Could not save the composite alarm as alarms [",
                      "] in the alarm rule do not exist")));
    }
    return rule;
  }

  private static MetricAlarm record(Arn arn, PutCompositeAlarmInput input, Instant now) {
    return MetricAlarm.builder()
        .alarmName(input.alarmName())
        .alarmArn(arn.toString())
        .alarmDescription(input.alarmDescription())
        .alarmConfigurationUpdatedTimestamp(now)
        .actionsEnabled(!Boolean.FALSE.equals(input.actionsEnabled()))
        .okActions(Inputs.list(input.okActions()))
        .alarmActions(Inputs.list(input.alarmActions()))
        .insufficientDataActions(Inputs.list(input.insufficientDataActions()))
        .stateValue(StateValue.INSUFFICIENT_DATA)
        .stateReason(INITIAL)
        .stateUpdatedTimestamp(now)
        .stateTransitionedTimestamp(now)
        .build();
  }
}
