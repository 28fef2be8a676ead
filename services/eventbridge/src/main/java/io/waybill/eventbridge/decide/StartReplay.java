package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.ReplayDefinition;
import io.waybill.eventbridge.state.Step;
import java.util.List;

/// Starts a replay. Tells it as it begins.
public record StartReplay(
    String name,
    String archive,
    String description,
    List<String> rules,
    long fromMillis,
    long toMillis)
    implements Decision<ReplayDefinition> {
  @Override
  public ReplayDefinition decide(Bus bus, Step step) {
    ReplayDefinition replay =
        ReplayDefinition.starting(
            bus.arn(), name, archive, description, rules, fromMillis, toMillis, step.now());
    step.buses().replays().put(replay, step.transaction());
    return replay;
  }
}
