package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ListRulesRequest;
import io.waybill.eventbridge.api.ListRulesResponse;
import io.waybill.eventbridge.api.Rule;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import java.util.List;

/// Lists a bus's rules by name.
final class ListRules implements Operation<ListRulesRequest, ListRulesResponse> {
  private static final String LIST = "ListRules";

  private final Bridging bridging;

  ListRules(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, ListRulesRequest input, Answer<ListRulesResponse> answer) {
    int size = Page.size(input.limit());
    String prefix = Inputs.text(input.namePrefix());
    String after = Page.after(LIST, input.nextToken());
    bridging.decide(
        caller,
        "ListRules",
        Inputs.bus(caller, input.eventBusName()),
        "*",
        (bus, step) -> output(bus, prefix, after, size),
        answer);
  }

  private static ListRulesResponse output(Bus bus, String prefix, String after, int size) {
    boolean goesOn = after.compareTo(prefix) >= 0;
    List<RuleDefinition> found =
        bus.rulesFrom(goesOn ? after : prefix, !goesOn).values().stream()
            .takeWhile(rule -> rule.name().startsWith(prefix))
            .limit(size + 1L)
            .toList();
    Page<RuleDefinition> page = Page.of(LIST, found, size, RuleDefinition::name);
    return new ListRulesResponse(
        page.entries().stream().map(rule -> line(bus.arn(), rule)).toList(), page.token());
  }

  private static Rule line(Arn bus, RuleDefinition rule) {
    return new Rule(
        rule.name(),
        Names.rule(bus, rule.name()).toString(),
        Inputs.orAbsent(rule.pattern()),
        rule.state(),
        Inputs.orAbsent(rule.description()),
        Inputs.orAbsent(rule.schedule()),
        Inputs.orAbsent(rule.roleArn()),
        Inputs.orAbsent(rule.managedBy()),
        Names.bus(bus));
  }
}
