package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ListTargetsByRuleRequest;
import io.waybill.eventbridge.api.ListTargetsByRuleResponse;
import io.waybill.eventbridge.decide.Rules;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.RuleTarget;
import java.util.Comparator;
import java.util.List;

/// Lists a rule's targets by id.
final class ListTargetsByRule
    implements Operation<ListTargetsByRuleRequest, ListTargetsByRuleResponse> {
  private static final String LIST = "ListTargetsByRule";

  private final Bridging bridging;

  ListTargetsByRule(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, ListTargetsByRuleRequest input, Answer<ListTargetsByRuleResponse> answer) {
    int size = Page.size(input.limit());
    String after = Page.after(LIST, input.nextToken());
    String rule = Inputs.text(input.rule());
    bridging.decide(
        caller,
        "ListTargetsByRule",
        Inputs.bus(caller, input.eventBusName()),
        rule,
        (bus, step) -> output(Rules.named(bus, rule), after, size),
        answer);
  }

  private static ListTargetsByRuleResponse output(RuleDefinition rule, String after, int size) {
    List<RuleTarget> found =
        rule.targets().stream()
            .sorted(Comparator.comparing(RuleTarget::id))
            .filter(target -> target.id().compareTo(after) > 0)
            .limit(size + 1L)
            .toList();
    Page<RuleTarget> page = Page.of(LIST, found, size, RuleTarget::id);
    return new ListTargetsByRuleResponse(
        page.entries().stream().map(RuleTarget::target).toList(), page.token());
  }
}
