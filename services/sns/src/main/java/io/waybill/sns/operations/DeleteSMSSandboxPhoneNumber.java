package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.DeleteSMSSandboxPhoneNumberInput;
import io.waybill.sns.api.DeleteSMSSandboxPhoneNumberResult;
import io.waybill.sns.model.PhoneNumber;

/// Removes a number from the sandbox.
final class DeleteSMSSandboxPhoneNumber
    implements Operation<DeleteSMSSandboxPhoneNumberInput, DeleteSMSSandboxPhoneNumberResult> {
  private final Access access;

  DeleteSMSSandboxPhoneNumber(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      DeleteSMSSandboxPhoneNumberInput input,
      Answer<DeleteSMSSandboxPhoneNumberResult> answer) {
    String number = PhoneNumber.parse("PhoneNumber", input.phoneNumber());
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> {
          sms.removeFromSandbox(number, step);
          return new DeleteSMSSandboxPhoneNumberResult();
        },
        answer);
  }
}
