package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.AddPermissionInput;
import io.waybill.sns.decide.Define;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.Refusals;
import io.waybill.sns.model.TopicPolicy;
import java.util.List;

/// Adds a statement to a topic's access policy.
final class AddPermission implements Operation<AddPermissionInput, Unit> {
  private final Access access;

  AddPermission(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, AddPermissionInput input, Answer<Unit> answer) {
    Arn arn = Arns.topic("TopicArn", input.topicArn(), caller);
    String label = Inputs.required(input.label(), "Label");
    List<String> accounts = Inputs.list(input.awsAccountId());
    List<String> actions = Inputs.list(input.actionName());
    if (accounts.isEmpty() || actions.isEmpty()) {
      throw Refusals.missing(accounts.isEmpty() ? "AWSAccountId" : "ActionName");
    }
    access.decide(
        caller,
        "AddPermission",
        arn,
        Define.policy(policy -> TopicPolicy.addPermission(policy, arn, label, accounts, actions)),
        answer);
  }
}
