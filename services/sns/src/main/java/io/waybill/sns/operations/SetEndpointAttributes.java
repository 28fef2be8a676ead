package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.SetEndpointAttributesInput;
import io.waybill.sns.model.Platform;
import io.waybill.sns.model.PlatformArns;
import java.util.Map;

/// Changes an endpoint's attributes.
final class SetEndpointAttributes implements Operation<SetEndpointAttributesInput, Unit> {
  private final Access access;

  SetEndpointAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, SetEndpointAttributesInput input, Answer<Unit> answer) {
    Arn endpoint = PlatformArns.endpoint("EndpointArn", input.endpointArn(), caller);
    Map<String, String> requested = Inputs.map(input.attributes());
    access.inHome(
        PlatformArns.applicationOf(endpoint),
        step -> {
          Applications.changeEndpoint(
              endpoint,
              Platform.endpoint(
                  PlatformArns.platformOf(endpoint),
                  Applications.endpoint(endpoint, step),
                  requested),
              caller.baseUrl(),
              step);
          return Unit.INSTANCE;
        },
        answer);
  }
}
