package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ListSMSSandboxPhoneNumbersInput;
import io.waybill.sns.api.ListSMSSandboxPhoneNumbersResult;
import io.waybill.sns.api.SMSSandboxPhoneNumber;

/// Lists the numbers of the sandbox.
final class ListSMSSandboxPhoneNumbers
    implements Operation<ListSMSSandboxPhoneNumbersInput, ListSMSSandboxPhoneNumbersResult> {
  private static final String LIST = "ListSMSSandboxPhoneNumbers";

  private final Access access;

  ListSMSSandboxPhoneNumbers(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      ListSMSSandboxPhoneNumbersInput input,
      Answer<ListSMSSandboxPhoneNumbersResult> answer) {
    String after = Pages.after(LIST, input.nextToken());
    int most = input.maxResults() == null ? Pages.SIZE : input.maxResults();
    Sms sms = Sms.of(caller);
    access.inHome(
        sms.home(),
        step -> {
          var page = sms.sandbox(LIST, after, most, step);
          return new ListSMSSandboxPhoneNumbersResult(
              page.entries().stream()
                  .map(each ->
                      new SMSSandboxPhoneNumber(
                          each.getKey(), each.getValue().getOrDefault(Sms.STATUS, "")))
                  .toList(),
              page.next());
        },
        answer);
  }
}
