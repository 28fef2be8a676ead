package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.GetDataProtectionPolicyInput;
import io.waybill.sns.api.GetDataProtectionPolicyResponse;
import io.waybill.sns.model.Arns;

/// Shows a topic's data protection policy.
final class GetDataProtectionPolicy
    implements Operation<GetDataProtectionPolicyInput, GetDataProtectionPolicyResponse> {
  private final Access access;

  GetDataProtectionPolicy(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      GetDataProtectionPolicyInput input,
      Answer<GetDataProtectionPolicyResponse> answer) {
    access.decide(
        caller,
        "GetDataProtectionPolicy",
        Arns.topic("ResourceArn", input.resourceArn(), caller),
        (topic, step) ->
            new GetDataProtectionPolicyResponse(topic.definition().dataProtectionPolicy()),
        answer);
  }
}
