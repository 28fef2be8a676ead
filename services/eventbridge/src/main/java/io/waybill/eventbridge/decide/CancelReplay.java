package io.waybill.eventbridge.decide;

import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.eventbridge.api.ReplayState;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.ReplayDefinition;
import io.waybill.eventbridge.state.Step;

/// Asks a replay to end before it is through. Tells it as it then is.
public record CancelReplay(String name) implements Decision<ReplayDefinition> {
  @Override
  public ReplayDefinition decide(Bus bus, Step step) {
    ReplayDefinition replay =
        step.buses()
            .replays()
            .underWay(bus.arn(), name)
            .filter(each -> !each.state().equals(ReplayState.CANCELLING))
            .orElseThrow(() ->
                EventBridgeErrors.ILLEGAL_STATUS_EXCEPTION.because(
                    "Replay " + name + " is not in a valid state for this operation."));
    ReplayDefinition after = replay.cancelling(step.now());
    step.buses().replays().put(after, step.transaction());
    return after;
  }
}
