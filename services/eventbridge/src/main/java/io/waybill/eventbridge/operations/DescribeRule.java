package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DescribeRuleRequest;
import io.waybill.eventbridge.api.DescribeRuleResponse;
import io.waybill.eventbridge.decide.Rules;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.RuleDefinition;

/// Tells of one rule.
final class DescribeRule implements Operation<DescribeRuleRequest, DescribeRuleResponse> {
  private final Bridging bridging;

  DescribeRule(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, DescribeRuleRequest input, Answer<DescribeRuleResponse> answer) {
    Arn arn = Inputs.bus(caller, input.eventBusName());
    String name = Inputs.text(input.name());
    bridging.decide(
        caller,
        "DescribeRule",
        arn,
        name,
        (bus, step) -> output(arn, Rules.named(bus, name)),
        answer);
  }

  private static DescribeRuleResponse output(Arn bus, RuleDefinition rule) {
    return new DescribeRuleResponse(
        rule.name(),
        Names.rule(bus, rule.name()).toString(),
        Inputs.orAbsent(rule.pattern()),
        Inputs.orAbsent(rule.schedule()),
        rule.state(),
        Inputs.orAbsent(rule.description()),
        Inputs.orAbsent(rule.roleArn()),
        Inputs.orAbsent(rule.managedBy()),
        Names.bus(bus),
        rule.createdBy());
  }
}
