package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.SetPlatformApplicationAttributesInput;
import io.waybill.sns.model.Platform;
import io.waybill.sns.model.PlatformArns;
import java.util.Map;

/// Changes a platform application's attributes.
final class SetPlatformApplicationAttributes
    implements Operation<SetPlatformApplicationAttributesInput, Unit> {
  private final Access access;

  SetPlatformApplicationAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, SetPlatformApplicationAttributesInput input, Answer<Unit> answer) {
    Arn arn = PlatformArns.application(input.platformApplicationArn(), caller);
    Map<String, String> requested = Inputs.map(input.attributes());
    access.inHome(
        arn,
        step -> {
          Map<String, String> changed =
              Platform.changed(Applications.attributes(arn, step), requested);
          step.topics().putApplication(arn, changed, step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }
}
