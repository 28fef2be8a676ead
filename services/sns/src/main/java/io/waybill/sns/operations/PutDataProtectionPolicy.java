package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.PutDataProtectionPolicyInput;
import io.waybill.sns.decide.Define;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.DataProtectionPolicy;

/// Gives a topic a data protection policy, or takes it away.
final class PutDataProtectionPolicy implements Operation<PutDataProtectionPolicyInput, Unit> {
  private final Access access;

  PutDataProtectionPolicy(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PutDataProtectionPolicyInput input, Answer<Unit> answer) {
    String policy = DataProtectionPolicy.checked(Inputs.text(input.dataProtectionPolicy()));
    access.decide(
        caller,
        "PutDataProtectionPolicy",
        Arns.topic("ResourceArn", input.resourceArn(), caller),
        new Define(before -> before.withDataProtection(policy)),
        answer);
  }
}
