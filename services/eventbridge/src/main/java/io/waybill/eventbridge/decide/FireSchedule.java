package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.model.EventDraft;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A scheduled rule fires.
///
/// AWS: the event goes to the rule's own targets; other rules don't see it.
public final class FireSchedule {
  private FireSchedule() {}

  /// Takes a `Scheduled Event` to the targets of `rule`.
  ///
  /// @param dueMillis when it should have fired: the event's time
  public static void fire(Bus bus, RuleDefinition rule, long dueMillis, Step step) {
    UUID id = step.stamp().uuid();
    String ruleArn = Names.rule(bus.arn(), rule.name()).toString();
    EventDraft draft =
        new EventDraft(
            "aws.events",
            "Scheduled Event",
            new JsonValue.Obj(Map.of()),
            List.of(ruleArn),
            dueMillis,
            "");
    String text = draft.text(id.toString(), bus.arn(), step.now());
    step.trail(id, "Scheduled", bus.arn(), Map.of("rule", ruleArn));
    Routing.deliver(bus, new Routing.OnItsWay(id, text, false, ""), List.of(rule), step);
  }
}
