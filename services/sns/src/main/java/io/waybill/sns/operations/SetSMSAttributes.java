package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.SetSMSAttributesInput;
import io.waybill.sns.api.SetSMSAttributesResponse;
import io.waybill.sns.model.SmsAttributes;
import java.util.Map;

/// Changes an account's settings for SMS.
final class SetSMSAttributes implements Operation<SetSMSAttributesInput, SetSMSAttributesResponse> {
  private final Access access;

  SetSMSAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, SetSMSAttributesInput input, Answer<SetSMSAttributesResponse> answer) {
    Map<String, String> requested = Inputs.map(input.attributes());
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> {
          sms.change(SmsAttributes.changed(sms.settings(step), requested), step);
          return new SetSMSAttributesResponse();
        },
        answer);
  }
}
