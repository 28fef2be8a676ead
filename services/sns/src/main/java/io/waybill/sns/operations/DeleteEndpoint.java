package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.DeleteEndpointInput;
import io.waybill.sns.model.PlatformArns;

/// Deletes an endpoint. One that is not there is no fault.
final class DeleteEndpoint implements Operation<DeleteEndpointInput, Unit> {
  private final Access access;

  DeleteEndpoint(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, DeleteEndpointInput input, Answer<Unit> answer) {
    Arn endpoint = PlatformArns.endpoint("EndpointArn", input.endpointArn(), caller);
    access.inHome(
        PlatformArns.applicationOf(endpoint),
        step -> {
          Applications.deleteEndpoint(endpoint, caller.baseUrl(), step);
          return Unit.INSTANCE;
        },
        answer);
  }
}
