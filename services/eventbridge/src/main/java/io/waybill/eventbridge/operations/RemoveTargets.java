package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.RemoveTargetsRequest;
import io.waybill.eventbridge.api.RemoveTargetsResponse;
import io.waybill.eventbridge.api.RemoveTargetsResultEntry;
import java.util.List;

/// Removes targets from a rule.
final class RemoveTargets implements Operation<RemoveTargetsRequest, RemoveTargetsResponse> {
  private final Bridging bridging;

  RemoveTargets(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, RemoveTargetsRequest input, Answer<RemoveTargetsResponse> answer) {
    String rule = Inputs.text(input.rule());
    bridging.decide(
        caller,
        "RemoveTargets",
        Inputs.bus(caller, input.eventBusName()),
        rule,
        new io.waybill.eventbridge.decide.RemoveTargets(
            rule, Inputs.list(input.ids()), Inputs.yes(input.force())),
        Answers.mapped(answer, absent -> output(rule, absent)));
  }

  private static RemoveTargetsResponse output(String rule, List<String> absent) {
    List<RemoveTargetsResultEntry> failed =
        absent.stream()
            .map(id ->
                new RemoveTargetsResultEntry(
                    id,
                    "ResourceNotFoundException",
                    "Rule " + rule + " does not have a target with the Id " + id + "."))
            .toList();
    return new RemoveTargetsResponse(failed.size(), failed);
  }
}
