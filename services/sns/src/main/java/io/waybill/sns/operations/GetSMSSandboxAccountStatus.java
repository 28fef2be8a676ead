package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.GetSMSSandboxAccountStatusInput;
import io.waybill.sns.api.GetSMSSandboxAccountStatusResult;

/// Tells whether SMS go to verified numbers alone: a matter of the server's configuration, and the
/// same for all accounts.
final class GetSMSSandboxAccountStatus
    implements Operation<GetSMSSandboxAccountStatusInput, GetSMSSandboxAccountStatusResult> {
  private final boolean inSandbox;

  GetSMSSandboxAccountStatus(boolean inSandbox) {
    this.inSandbox = inSandbox;
  }

  @Override
  public void call(
      Caller caller,
      GetSMSSandboxAccountStatusInput input,
      Answer<GetSMSSandboxAccountStatusResult> answer) {
    answer.succeed(new GetSMSSandboxAccountStatusResult(inSandbox));
  }
}
