package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.OptInPhoneNumberInput;
import io.waybill.sns.api.OptInPhoneNumberResponse;
import io.waybill.sns.model.PhoneNumber;

/// Lets a phone number that had opted out get messages again.
final class OptInPhoneNumber implements Operation<OptInPhoneNumberInput, OptInPhoneNumberResponse> {
  private final Access access;

  OptInPhoneNumber(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, OptInPhoneNumberInput input, Answer<OptInPhoneNumberResponse> answer) {
    String number = PhoneNumber.toLookUp(input.phoneNumber());
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> {
          sms.optIn(number, step);
          return new OptInPhoneNumberResponse();
        },
        answer);
  }
}
