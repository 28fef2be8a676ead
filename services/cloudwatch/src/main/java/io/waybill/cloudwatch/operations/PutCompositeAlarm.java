package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.alarm.AlarmRule;
import io.waybill.cloudwatch.api.PutCompositeAlarmInput;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.model.World;
import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Creates an alarm on other alarms, or gives one another configuration.
final class PutCompositeAlarm implements Operation<PutCompositeAlarmInput, Unit> {
  // AWS (PutCompositeAlarm): alarms that a rule names.
  private static final int CHILDREN_MAX = 100;

  private final Access access;

  PutCompositeAlarm(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PutCompositeAlarmInput input, Answer<Unit> answer) {
    AlarmRule rule = rule(Access.world(caller), input);
    new PutAlarm(
            Inputs.text(input.alarmName()),
            input.alarmDescription(),
            input.actionsEnabled(),
            input.okActions(),
            input.alarmActions(),
            input.insufficientDataActions(),
            input.tags(),
            Optional.of(rule))
        .in(access, caller, UnaryOperator.identity(), answer);
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
}
