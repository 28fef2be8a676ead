package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.RemovePermissionRequest;
import io.waybill.sqs.decide.Define;
import io.waybill.sqs.model.PolicyText;

/// Removes a statement from a queue's access policy.
final class RemovePermission implements Operation<RemovePermissionRequest, Unit> {
  private final Queueing queueing;

  RemovePermission(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, RemovePermissionRequest input, Answer<Unit> answer) {
    String label = Inputs.required(input.label(), "Label");
    queueing.decide(
        caller,
        "RemovePermission",
        QueueUrls.arn(caller, input.queueUrl()),
        Define.policy(policy -> PolicyText.removePermission(policy, label).orElse("")),
        answer);
  }
}
