package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.CheckIfPhoneNumberIsOptedOutInput;
import io.waybill.sns.api.CheckIfPhoneNumberIsOptedOutResponse;
import io.waybill.sns.model.PhoneNumber;

/// Tells whether a phone number wants no messages.
final class CheckIfPhoneNumberIsOptedOut
    implements Operation<CheckIfPhoneNumberIsOptedOutInput, CheckIfPhoneNumberIsOptedOutResponse> {
  private final Access access;

  CheckIfPhoneNumberIsOptedOut(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      CheckIfPhoneNumberIsOptedOutInput input,
      Answer<CheckIfPhoneNumberIsOptedOutResponse> answer) {
    String number = PhoneNumber.toLookUp(input.phoneNumber());
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> new CheckIfPhoneNumberIsOptedOutResponse(sms.isOptedOut(number, step)),
        answer);
  }
}
