package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.api.DeleteAlarmsInput;
import io.waybill.cloudwatch.api.DisableAlarmActionsInput;
import io.waybill.cloudwatch.api.EnableAlarmActionsInput;
import io.waybill.cloudwatch.api.SetAlarmStateInput;
import io.waybill.cloudwatch.decide.InHome;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.model.World;
import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.Unit;
import io.waybill.shapes.json.JsonValue;
import java.util.List;
import java.util.function.Function;

/// What is done to alarms that are there.
final class AlarmChanges {
  private final Access access;

  AlarmChanges(Access access) {
    this.access = access;
  }

  void set(Caller caller, SetAlarmStateInput input, Answer<Unit> answer) {
    Arn arn = Alarm.arn(Access.world(caller), Inputs.text(input.alarmName()));
    String data = Inputs.text(input.stateReasonData());
    if (!data.isEmpty() && JsonValue.parse(data).isEmpty()) {
      throw io.waybill.cloudwatch.api.CloudWatchErrors.INVALID_FORMAT_FAULT.because(
          "StateReasonData is not valid JSON.");
    }
    access.inHome(
        arn,
        (metrics, transaction, stamp) -> {
          Alarm alarm = metrics.alarms().find(arn).orElseThrow(Refusals::noAlarm);
          metrics
              .alarms()
              .set(
                  alarm,
                  Inputs.text(input.stateValue()),
                  Inputs.text(input.stateReason()),
                  data,
                  transaction,
                  stamp);
          return Unit.INSTANCE;
        },
        answer);
  }

  /// AWS: alarms that are not there are passed over, unless there is none else.
  void delete(Caller caller, DeleteAlarmsInput input, Answer<Unit> answer) {
    List<String> names = Inputs.list(input.alarmNames());
    World world = Access.world(caller);
    if (names.size() == 1 && access.alarms().find(Alarm.arn(world, names.getFirst())).isEmpty()) {
      throw Refusals.noAlarm();
    }
    requireFree(world, names);
    each(
        world,
        names,
        arn ->
            (metrics, transaction, stamp) -> {
              metrics
                  .alarms()
                  .find(arn)
                  .ifPresent(alarm -> metrics.alarms().remove(alarm, transaction, stamp));
              return List.of();
            },
        answer);
  }

  /// AWS (seen by users): what a composite alarm's rule names stays. No call deletes more than one
  /// composite alarm.
  private void requireFree(World world, List<String> names) {
    List<String> needed =
        names.stream()
            .filter(name -> !access.alarms().parents(Alarm.arn(world, name)).isEmpty())
            .toList();
    if (!needed.isEmpty()) {
      throw Refusals.validation(
          "Cannot delete %s as there are composite alarm(s) depending on %s."
              .formatted(String.join(",", needed), needed.size() == 1 ? "it" : "them"));
    }
    long composites =
        names.stream()
            .distinct()
            .flatMap(name -> access.alarms().find(Alarm.arn(world, name)).stream())
            .filter(Alarm::isComposite)
            .count();
    if (composites > 1) {
      throw Refusals.validation("A call can delete one composite alarm at most.");
    }
  }

  void enable(Caller caller, EnableAlarmActionsInput input, Answer<Unit> answer) {
    enabled(caller, Inputs.list(input.alarmNames()), true, answer);
  }

  void disable(Caller caller, DisableAlarmActionsInput input, Answer<Unit> answer) {
    enabled(caller, Inputs.list(input.alarmNames()), false, answer);
  }

  private void enabled(Caller caller, List<String> names, boolean actions, Answer<Unit> answer) {
    each(
        Access.world(caller),
        names,
        arn ->
            (metrics, transaction, stamp) -> {
              metrics
                  .alarms()
                  .find(arn)
                  .ifPresent(alarm -> metrics.alarms().change(alarm.enabled(actions), transaction));
              return List.of();
            },
        answer);
  }

  private void each(
      World world,
      List<String> names,
      Function<Arn, InHome.Matter<List<Unit>>> matter,
      Answer<Unit> answer) {
    if (names.isEmpty()) {
      answer.succeed(Unit.INSTANCE);
      return;
    }
    Gathered<Unit> gathered =
        new Gathered<>(names.size(), Answers.mapped(answer, all -> Unit.INSTANCE));
    for (String name : names) {
      Arn arn = Alarm.arn(world, name);
      access.inHome(arn, matter.apply(arn), gathered.part());
    }
  }
}
