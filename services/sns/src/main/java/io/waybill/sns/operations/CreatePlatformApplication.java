package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.CreatePlatformApplicationInput;
import io.waybill.sns.api.CreatePlatformApplicationResponse;
import io.waybill.sns.model.Platform;
import java.util.Map;

/// Creates a platform application, or finds it.
final class CreatePlatformApplication
    implements Operation<CreatePlatformApplicationInput, CreatePlatformApplicationResponse> {
  private final Access access;

  CreatePlatformApplication(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      CreatePlatformApplicationInput input,
      Answer<CreatePlatformApplicationResponse> answer) {
    String platform = Platform.platform(input.platform());
    String name = Platform.name(input.name());
    Map<String, String> attributes = Platform.forNew(platform, Inputs.map(input.attributes()));
    Arn arn = Arn.of("sns", caller.region(), caller.account(), "app/" + platform + "/" + name);
    access.inHome(
        arn,
        step -> {
          step.topics().putApplication(arn, attributes, step.transaction());
          return new CreatePlatformApplicationResponse(arn.toString());
        },
        answer);
  }
}
