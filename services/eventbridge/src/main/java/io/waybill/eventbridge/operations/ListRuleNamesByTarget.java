package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ListRuleNamesByTargetRequest;
import io.waybill.eventbridge.api.ListRuleNamesByTargetResponse;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import java.util.List;

/// Lists the rules of a bus that have a target. Costs a look at each rule of the bus.
final class ListRuleNamesByTarget
    implements Operation<ListRuleNamesByTargetRequest, ListRuleNamesByTargetResponse> {
  private static final String LIST = "ListRuleNamesByTarget";

  private final Bridging bridging;

  ListRuleNamesByTarget(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller,
      ListRuleNamesByTargetRequest input,
      Answer<ListRuleNamesByTargetResponse> answer) {
    int size = Page.size(input.limit());
    String after = Page.after(LIST, input.nextToken());
    String target = Inputs.text(input.targetArn());
    bridging.decide(
        caller,
        "ListRuleNamesByTarget",
        Inputs.bus(caller, input.eventBusName()),
        "*",
        (bus, step) -> output(bus, target, after, size),
        answer);
  }

  private static ListRuleNamesByTargetResponse output(
      Bus bus, String target, String after, int size) {
    List<String> found =
        bus.rulesFrom(after, false).values().stream()
            .filter(rule -> rule.targets().stream().anyMatch(each -> each.arn().equals(target)))
            .limit(size + 1L)
            .map(RuleDefinition::name)
            .toList();
    Page<String> page = Page.of(LIST, found, size, name -> name);
    return new ListRuleNamesByTargetResponse(page.entries(), page.token());
  }
}
