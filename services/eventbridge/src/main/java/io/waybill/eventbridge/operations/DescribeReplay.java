package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DescribeReplayRequest;
import io.waybill.eventbridge.api.DescribeReplayResponse;
import io.waybill.eventbridge.api.ReplayDestination;
import io.waybill.eventbridge.state.ReplayDefinition;

/// Tells of one replay, and how far it is.
final class DescribeReplay implements Operation<DescribeReplayRequest, DescribeReplayResponse> {
  private final Bridging bridging;

  DescribeReplay(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, DescribeReplayRequest input, Answer<DescribeReplayResponse> answer) {
    ReplayDefinition it = Replaying.named(bridging, caller, Inputs.text(input.replayName()));
    answer.succeed(
        new DescribeReplayResponse(
            it.name(),
            it.arn().toString(),
            Inputs.orAbsent(it.description()),
            it.state(),
            Inputs.orAbsent(it.stateReason()),
            it.archiveArn().toString(),
            new ReplayDestination(it.bus().toString(), it.rules().isEmpty() ? null : it.rules()),
            Inputs.time(it.fromMillis()),
            Inputs.time(it.toMillis()),
            Inputs.time(it.lastMillis()),
            Inputs.time(it.startedAt()),
            Inputs.time(it.endedAt())));
  }
}
