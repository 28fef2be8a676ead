package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.GetSMSSandboxAccountStatusInput;
import io.waybill.sns.api.GetSMSSandboxAccountStatusResult;

/// Tells whether an account may send SMS to verified numbers alone: none may send to others, since
/// where no gateway is configured nothing leaves the server.
final class GetSMSSandboxAccountStatus
    implements Operation<GetSMSSandboxAccountStatusInput, GetSMSSandboxAccountStatusResult> {
  @Override
  public void call(
      Caller caller,
      GetSMSSandboxAccountStatusInput input,
      Answer<GetSMSSandboxAccountStatusResult> answer) {
    answer.succeed(new GetSMSSandboxAccountStatusResult(true));
  }
}
