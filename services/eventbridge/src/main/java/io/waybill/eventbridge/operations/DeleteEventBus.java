package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeleteEventBusRequest;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.eventbridge.decide.DeleteBus;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;

/// Deletes an event bus without rules. AWS (DeleteEventBus): one that is not there is no fault.
final class DeleteEventBus implements Operation<DeleteEventBusRequest, Unit> {
  private final Bridging bridging;

  DeleteEventBus(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, DeleteEventBusRequest input, Answer<Unit> answer) {
    Arn arn = Inputs.bus(caller, input.name());
    if (Names.isDefault(arn)) {
      throw Refusals.invalid("Cannot delete event bus default.");
    }
    bridging.decide(caller, "DeleteEventBus", arn, new DeleteBus(), absentIsDone(answer));
  }

  private static Answer<Unit> absentIsDone(Answer<Unit> then) {
    return new Answer<>() {
      @Override
      public void succeed(Unit done) {
        then.succeed(done);
      }

      @Override
      public void refuse(Refusal refusal) {
        if (refusal.shape().equals(EventBridgeErrors.RESOURCE_NOT_FOUND_EXCEPTION)) {
          then.succeed(Unit.INSTANCE);
        } else {
          then.refuse(refusal);
        }
      }

      @Override
      public void fail(Throwable cause) {
        then.fail(cause);
      }
    };
  }
}
