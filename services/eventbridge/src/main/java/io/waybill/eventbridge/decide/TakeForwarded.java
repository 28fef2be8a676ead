package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;
import java.util.Map;
import java.util.UUID;

/// Puts an event on a bus that another bus's rule sends it to: it stays the event that it is.
///
/// @param from the rule
/// @param text the event, or what the rule made of it
public record TakeForwarded(UUID id, String from, String text, String traceHeader)
    implements Decision<Unit> {
  @Override
  public Unit decide(Bus bus, Step step) {
    step.trail(id, "Forwarded", bus.arn(), Map.of("rule", from));
    Routing.route(bus, new Routing.OnItsWay(id, text, true, traceHeader), rule -> true, step);
    return Unit.INSTANCE;
  }
}
