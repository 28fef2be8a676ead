package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.DeletePlatformApplicationInput;
import io.waybill.sns.model.PlatformArns;

/// Deletes a platform application with its endpoints. One that is not there is no fault.
final class DeletePlatformApplication implements Operation<DeletePlatformApplicationInput, Unit> {
  private final Access access;

  DeletePlatformApplication(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, DeletePlatformApplicationInput input, Answer<Unit> answer) {
    Arn arn = PlatformArns.application(input.platformApplicationArn(), caller);
    access.inHome(
        arn,
        step -> {
          step.topics().deleteApplication(arn, step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }
}
