package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.RemovePermissionInput;
import io.waybill.sns.decide.Define;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.TopicPolicy;

/// Removes a statement from a topic's access policy.
final class RemovePermission implements Operation<RemovePermissionInput, Unit> {
  private final Access access;

  RemovePermission(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, RemovePermissionInput input, Answer<Unit> answer) {
    String label = Inputs.required(input.label(), "Label");
    access.decide(
        caller,
        "RemovePermission",
        Arns.topic("TopicArn", input.topicArn(), caller),
        Define.policy(policy -> TopicPolicy.removePermission(policy, label)),
        answer);
  }
}
