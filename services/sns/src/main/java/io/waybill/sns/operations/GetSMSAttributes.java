package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.GetSMSAttributesInput;
import io.waybill.sns.api.GetSMSAttributesResponse;
import io.waybill.sns.model.SmsAttributes;
import java.util.List;

/// Shows an account's settings for SMS.
final class GetSMSAttributes implements Operation<GetSMSAttributesInput, GetSMSAttributesResponse> {
  private final Access access;

  GetSMSAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, GetSMSAttributesInput input, Answer<GetSMSAttributesResponse> answer) {
    List<String> names = Inputs.list(input.attributes());
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> new GetSMSAttributesResponse(SmsAttributes.shown(sms.settings(step), names)),
        answer);
  }
}
