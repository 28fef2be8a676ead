package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeadLetterConfig;
import io.waybill.eventbridge.api.PutTargetsRequest;
import io.waybill.eventbridge.api.PutTargetsResponse;
import io.waybill.eventbridge.api.Target;
import io.waybill.eventbridge.decide.DefineTargets;
import io.waybill.eventbridge.decide.Rules;
import io.waybill.eventbridge.model.TargetRules;
import java.util.List;

/// Adds targets to a rule.
final class PutTargets implements Operation<PutTargetsRequest, PutTargetsResponse> {
  private final Bridging bridging;

  PutTargets(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, PutTargetsRequest input, Answer<PutTargetsResponse> answer) {
    String rule = Inputs.text(input.rule());
    List<Target> targets = Inputs.list(input.targets());
    targets.forEach(target -> requireReach(caller, target));
    bridging.decide(
        Inputs.bus(caller, input.eventBusName()),
        (bus, step) -> {
          Rules.named(bus, rule);
          TargetRules.check(targets);
          new DefineTargets(rule, targets).decide(bus, step);
          return new PutTargetsResponse(0, List.of());
        },
        answer);
  }

  private static void requireReach(Caller caller, Target target) {
    Arn.parse(Inputs.text(target.arn())).ifPresent(caller::requireReach);
    DeadLetterConfig deadLetters = target.deadLetterConfig();
    if (deadLetters != null) {
      Arn.parse(Inputs.text(deadLetters.arn())).ifPresent(caller::requireReach);
    }
  }
}
