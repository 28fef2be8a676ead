package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ListPhoneNumbersOptedOutInput;
import io.waybill.sns.api.ListPhoneNumbersOptedOutResponse;

/// Lists the phone numbers that want no messages, 100 a page.
final class ListPhoneNumbersOptedOut
    implements Operation<ListPhoneNumbersOptedOutInput, ListPhoneNumbersOptedOutResponse> {
  private static final String LIST = "ListPhoneNumbersOptedOut";

  private final Access access;

  ListPhoneNumbersOptedOut(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      ListPhoneNumbersOptedOutInput input,
      Answer<ListPhoneNumbersOptedOutResponse> answer) {
    String after = Pages.after(LIST, input.nextToken());
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> {
          var page = sms.optedOut(LIST, after, step);
          return new ListPhoneNumbersOptedOutResponse(page.keys(), page.next());
        },
        answer);
  }
}
