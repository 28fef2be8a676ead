package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.decide.Decision;
import io.waybill.eventbridge.decide.Rules;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What can have tags: a rule or a bus.
///
/// @param bus the bus, or the one that the rule is on
/// @param rule the rule's name; empty where the bus itself is meant
record Tagged(Arn bus, String rule) {
  /// The thing that `arn` names, whether it is there or not. Refuses one of another region.
  static Tagged of(Caller caller, @Nullable String arn) {
    Arn parsed = Arn.parse(Inputs.text(arn)).orElseThrow(Tagged::unknown);
    Inputs.requireRegion(caller, parsed);
    if (Names.isRule(parsed)) {
      return new Tagged(Names.busOfRule(parsed), Names.rule(parsed));
    }
    if (Names.isBus(parsed)) {
      return new Tagged(parsed, "");
    }
    throw unknown();
  }

  private static RuntimeException unknown() {
    return Refusals.invalidParameter("ResourceARN", "Provided Arn is not in correct format.");
  }

  /// Decides about the bus where its policy lets `caller` do `action` to the thing.
  <R> void decide(
      Bridging bridging, Caller caller, String action, Decision<R> decision, Answer<R> answer) {
    if (rule.isEmpty()) {
      bridging.decide(caller, action, bus, decision, answer);
    } else {
      bridging.decide(caller, action, bus, rule, decision, answer);
    }
  }

  Map<String, String> tags(Bus found) {
    return rule.isEmpty() ? found.definition().tags() : Rules.named(found, rule).tags();
  }

  Unit change(Bus found, UnaryOperator<Map<String, String>> change, Step step) {
    Map<String, String> tags = change.apply(tags(found));
    if (rule.isEmpty()) {
      step.buses().define(found, found.definition().withTags(tags), step);
    } else {
      step.buses().put(found, Rules.named(found, rule).withTags(tags), step);
    }
    return Unit.INSTANCE;
  }
}
