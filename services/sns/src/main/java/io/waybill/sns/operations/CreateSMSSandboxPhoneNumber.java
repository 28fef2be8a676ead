package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.CreateSMSSandboxPhoneNumberInput;
import io.waybill.sns.api.CreateSMSSandboxPhoneNumberResult;
import io.waybill.sns.decide.PublishStraight;
import io.waybill.sns.model.OneTimePassword;
import io.waybill.sns.model.PhoneNumber;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.state.Letter;

/// Adds a number to those that an account in the sandbox may send to, and sends it a one-time
/// password.
final class CreateSMSSandboxPhoneNumber
    implements Operation<CreateSMSSandboxPhoneNumberInput, CreateSMSSandboxPhoneNumberResult> {
  private final Access access;

  CreateSMSSandboxPhoneNumber(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      CreateSMSSandboxPhoneNumberInput input,
      Answer<CreateSMSSandboxPhoneNumberResult> answer) {
    String number = PhoneNumber.parse("PhoneNumber", input.phoneNumber());
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> {
          String password = sms.addToSandbox(number, step);
          new PublishStraight(
                  OneTimePassword.draft(password),
                  new Letter.Recipient(
                      Protocol.SMS.word(), number, sms.home().toString(), password),
                  caller.baseUrl(),
                  ready -> number)
              .decide(step);
          return new CreateSMSSandboxPhoneNumberResult();
        },
        answer);
  }
}
