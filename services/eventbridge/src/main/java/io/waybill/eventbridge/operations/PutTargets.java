package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.PutTargetsRequest;
import io.waybill.eventbridge.api.PutTargetsResponse;
import io.waybill.eventbridge.api.Target;
import io.waybill.eventbridge.decide.DefineTargets;
import io.waybill.eventbridge.decide.Rules;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.TargetRoles;
import io.waybill.eventbridge.model.TargetRules;
import io.waybill.eventbridge.state.RuleDefinition;
import java.util.List;
import java.util.Set;

/// Adds targets to a rule.
final class PutTargets implements Operation<PutTargetsRequest, PutTargetsResponse> {
  private static final Set<String> HAVE_POLICIES = Set.of("sqs", "sns", "lambda");

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
        caller,
        "PutTargets",
        Inputs.bus(caller, input.eventBusName()),
        rule,
        (bus, step) -> {
          RuleDefinition before = Rules.named(bus, rule);
          List<Target> wanted =
              targets.stream().map(target -> after(before, target, bus.arn())).toList();
          TargetRules.check(wanted, bus.arn());
          new DefineTargets(rule, wanted).decide(bus, step);
          return new PutTargetsResponse(0, List.of());
        },
        answer);
  }

  private static Target after(RuleDefinition rule, Target target, Arn bus) {
    return rule.targets().stream()
        .filter(present -> present.id().equals(target.id()))
        .findFirst()
        .map(present -> TargetRoles.after(present.target(), target, bus))
        .orElse(target);
  }

  /// What has a policy is asked at each delivery; what has none, such as an API destination with
  /// its secrets, is its account's own.
  private static void requireReach(Caller caller, Target target) {
    Arn.parse(Inputs.text(target.arn()))
        .filter(arn -> !(HAVE_POLICIES.contains(arn.service()) || Names.isBus(arn)))
        .ifPresent(caller::requireReach);
  }
}
