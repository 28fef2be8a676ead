package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.VerifySMSSandboxPhoneNumberInput;
import io.waybill.sns.api.VerifySMSSandboxPhoneNumberResult;
import io.waybill.sns.model.PhoneNumber;

/// Verifies a number of the sandbox with the one-time password that it was sent.
final class VerifySMSSandboxPhoneNumber
    implements Operation<VerifySMSSandboxPhoneNumberInput, VerifySMSSandboxPhoneNumberResult> {
  private final Access access;

  VerifySMSSandboxPhoneNumber(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      VerifySMSSandboxPhoneNumberInput input,
      Answer<VerifySMSSandboxPhoneNumberResult> answer) {
    String number = PhoneNumber.parse("PhoneNumber", input.phoneNumber());
    String password = Inputs.text(input.oneTimePassword());
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> {
          sms.verify(number, password, step);
          return new VerifySMSSandboxPhoneNumberResult();
        },
        answer);
  }
}
