package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ListOriginationNumbersRequest;
import io.waybill.sns.api.ListOriginationNumbersResult;
import java.util.List;

/// Lists the numbers that an account sends SMS from: there are none, because gateways have their
/// own.
final class ListOriginationNumbers
    implements Operation<ListOriginationNumbersRequest, ListOriginationNumbersResult> {
  private static final String LIST = "ListOriginationNumbers";

  @Override
  public void call(
      Caller caller,
      ListOriginationNumbersRequest input,
      Answer<ListOriginationNumbersResult> answer) {
    Pages.after(LIST, input.nextToken());
    answer.succeed(new ListOriginationNumbersResult(null, List.of()));
  }
}
