package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.api.RuleState;
import io.waybill.eventbridge.api.Target;
import io.waybill.eventbridge.model.ArchiveRules;
import io.waybill.eventbridge.state.Archive;
import io.waybill.eventbridge.state.ArchiveDefinition;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.RuleTarget;
import io.waybill.eventbridge.state.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes an archive, or changes it, and the rule that feeds it. Tells the archive after.
///
/// @param wanted number and time of creation are those of the archive that is there, or new
public record DefineArchive(ArchiveDefinition wanted) implements Decision<ArchiveDefinition> {
  @Override
  public ArchiveDefinition decide(Bus bus, Step step) {
    Optional<ArchiveDefinition> before =
        step.buses().archives().find(bus.arn(), wanted.name()).map(Archive::definition);
    ArchiveDefinition after =
        new ArchiveDefinition(
            bus.arn(),
            wanted.name(),
            before
                .map(ArchiveDefinition::number)
                .orElseGet(() -> step.buses().takeNumber(step.transaction())),
            wanted.description(),
            wanted.pattern(),
            wanted.retentionDays(),
            before.map(ArchiveDefinition::createdAt).orElse(step.now()));
    step.buses().archives().define(after, step.transaction());
    step.buses().put(bus, rule(after), step);
    return after;
  }

  private static RuleDefinition rule(ArchiveDefinition archive) {
    String name = ArchiveRules.rule(archive.name());
    // AWS (recorded rules): the target has an ARN of EventBridge without account or resource.
    String arn = "arn:" + archive.bus().partition() + ":events:" + archive.bus().region() + ":::";
    Target target = Target.builder().id(name).arn(arn).build();
    return new RuleDefinition(
        name,
        ArchiveRules.pattern(archive.pattern()),
        "",
        RuleState.ENABLED,
        "",
        "",
        ArchiveRules.MANAGED_BY,
        archive.bus().account(),
        Map.of(),
        List.of(new RuleTarget(0, target)));
  }
}
