package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.CreateEndpointResponse;
import io.waybill.sns.api.CreatePlatformEndpointInput;
import io.waybill.sns.model.Platform;
import io.waybill.sns.model.PlatformArns;
import java.util.Map;
import java.util.TreeMap;

/// Creates an endpoint for a device's token, or finds it as it was asked for.
final class CreatePlatformEndpoint
    implements Operation<CreatePlatformEndpointInput, CreateEndpointResponse> {
  private final Access access;

  CreatePlatformEndpoint(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, CreatePlatformEndpointInput input, Answer<CreateEndpointResponse> answer) {
    Arn application = PlatformArns.application(input.platformApplicationArn(), caller);
    Map<String, String> requested = new TreeMap<>(Inputs.map(input.attributes()));
    requested.put(Platform.TOKEN, Inputs.text(input.token()));
    if (input.customUserData() != null) {
      requested.put(Platform.USER_DATA, input.customUserData());
    }
    Map<String, String> attributes =
        Platform.endpoint(
            PlatformArns.platformOf(application), Map.of(Platform.ENABLED, "true"), requested);
    access.inHome(
        application,
        step ->
            new CreateEndpointResponse(
                Applications.createEndpoint(application, attributes, caller.baseUrl(), step)
                    .toString()),
        answer);
  }
}
