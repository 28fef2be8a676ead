package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.GetEndpointAttributesInput;
import io.waybill.sns.api.GetEndpointAttributesResponse;
import io.waybill.sns.model.PlatformArns;

/// Shows an endpoint's attributes.
final class GetEndpointAttributes
    implements Operation<GetEndpointAttributesInput, GetEndpointAttributesResponse> {
  private final Access access;

  GetEndpointAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      GetEndpointAttributesInput input,
      Answer<GetEndpointAttributesResponse> answer) {
    Arn endpoint = PlatformArns.endpoint("EndpointArn", input.endpointArn(), caller);
    access.inHome(
        PlatformArns.applicationOf(endpoint),
        step -> new GetEndpointAttributesResponse(Applications.endpoint(endpoint, step)),
        answer);
  }
}
