package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.CancelReplayRequest;
import io.waybill.eventbridge.api.CancelReplayResponse;
import io.waybill.eventbridge.state.ReplayDefinition;

/// Ends a replay before it is through.
final class CancelReplay implements Operation<CancelReplayRequest, CancelReplayResponse> {
  private final Bridging bridging;

  CancelReplay(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, CancelReplayRequest input, Answer<CancelReplayResponse> answer) {
    ReplayDefinition replay = Replaying.named(bridging, caller, Inputs.text(input.replayName()));
    bridging.decide(
        replay.bus(),
        new io.waybill.eventbridge.decide.CancelReplay(replay.name()),
        Answers.mapped(
            answer,
            after -> new CancelReplayResponse(after.arn().toString(), after.state(), null)));
  }
}
