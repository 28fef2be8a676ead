package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.GetPlatformApplicationAttributesInput;
import io.waybill.sns.api.GetPlatformApplicationAttributesResponse;
import io.waybill.sns.model.PlatformArns;

/// Shows a platform application's attributes.
final class GetPlatformApplicationAttributes
    implements Operation<
        GetPlatformApplicationAttributesInput, GetPlatformApplicationAttributesResponse> {
  private final Access access;

  GetPlatformApplicationAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      GetPlatformApplicationAttributesInput input,
      Answer<GetPlatformApplicationAttributesResponse> answer) {
    Arn arn = PlatformArns.application(input.platformApplicationArn(), caller);
    access.inHome(
        arn,
        step -> new GetPlatformApplicationAttributesResponse(Applications.attributes(arn, step)),
        answer);
  }
}
