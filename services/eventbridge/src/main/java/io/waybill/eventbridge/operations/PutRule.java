package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.PutRuleRequest;
import io.waybill.eventbridge.api.PutRuleResponse;
import io.waybill.eventbridge.api.RuleState;
import io.waybill.eventbridge.decide.DefineRule;
import io.waybill.eventbridge.model.EventPattern;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.model.Schedule;
import io.waybill.eventbridge.model.Tags;
import io.waybill.eventbridge.state.RuleDefinition;
import java.util.List;
import java.util.Map;

/// Makes a rule, or changes it.
final class PutRule implements Operation<PutRuleRequest, PutRuleResponse> {
  private final Bridging bridging;

  PutRule(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, PutRuleRequest input, Answer<PutRuleResponse> answer) {
    Arn bus = Inputs.bus(caller, input.eventBusName());
    RuleDefinition rule =
        new RuleDefinition(
            Inputs.text(input.name()),
            pattern(input),
            schedule(input, bus),
            input.state() == null ? RuleState.ENABLED : input.state(),
            Inputs.text(input.description()),
            Inputs.text(input.roleArn()),
            "",
            caller.account().digits(),
            Tags.added(Map.of(), Inputs.list(input.tags())),
            List.of());
    if (rule.pattern().isEmpty() && rule.schedule().isEmpty()) {
      throw Refusals.invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    PutRuleResponse done = new PutRuleResponse(Names.rule(bus, rule.name()).toString());
    bridging.decide(
        caller,
        "PutRule",
        bus,
        rule.name(),
        new DefineRule(rule),
        Answers.mapped(answer, unit -> done));
  }

  private static String pattern(PutRuleRequest input) {
    String pattern = Inputs.text(input.eventPattern());
    return pattern.isEmpty() ? pattern : EventPattern.checked(pattern);
  }

  private static String schedule(PutRuleRequest input, Arn bus) {
    String schedule = Inputs.text(input.scheduleExpression());
    if (schedule.isEmpty()) {
      return schedule;
    }
    if (!Names.isDefault(bus)) {
      throw Refusals.invalid("ScheduleExpression is supported only on the default event bus.");
    }
    Schedule.parse(schedule);
    return schedule;
  }
}
