package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.model.ArchiveRules;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Archive;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Unit;

/// Deletes an archive with all it holds, and the rule that feeds it.
public record RemoveArchive(String name) implements Decision<Unit> {
  @Override
  public Unit decide(Bus bus, Step step) {
    Archive archive =
        step.buses()
            .archives()
            .find(bus.arn(), name)
            .orElseThrow(() -> Refusals.notFound("Archive " + name));
    step.buses().archives().delete(archive, step.transaction());
    bus.rule(ArchiveRules.rule(name)).ifPresent(rule -> step.buses().delete(bus, rule, step));
    return Unit.INSTANCE;
  }
}
