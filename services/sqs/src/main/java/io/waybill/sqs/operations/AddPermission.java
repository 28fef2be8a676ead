package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.AddPermissionRequest;
import io.waybill.sqs.decide.Define;
import io.waybill.sqs.model.PolicyText;
import io.waybill.sqs.model.Refusals;
import java.util.List;

/// Adds a statement to a queue's access policy.
final class AddPermission implements Operation<AddPermissionRequest, Unit> {
  private final Queueing queueing;

  AddPermission(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, AddPermissionRequest input, Answer<Unit> answer) {
    Arn arn = QueueUrls.arn(caller, input.queueUrl());
    String label = Inputs.required(input.label(), "Label");
    List<String> accounts = Inputs.list(input.awsAccountIds());
    List<String> actions = Inputs.list(input.actions());
    if (accounts.isEmpty()) {
      throw Refusals.missing("PrincipalId");
    }
    if (actions.isEmpty()) {
      throw Refusals.missing("ActionName");
    }
    queueing.decide(
        caller,
        "AddPermission",
        arn,
        Define.policy(policy -> PolicyText.addPermission(policy, arn, label, accounts, actions)),
        answer);
  }
}
