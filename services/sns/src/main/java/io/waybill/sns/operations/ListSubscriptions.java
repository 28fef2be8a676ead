package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ListSubscriptionsInput;
import io.waybill.sns.api.ListSubscriptionsResponse;

/// Lists the caller's subscriptions, 100 a page.
final class ListSubscriptions
    implements Operation<ListSubscriptionsInput, ListSubscriptionsResponse> {
  private static final String LIST = "ListSubscriptions";

  private final Access access;

  ListSubscriptions(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, ListSubscriptionsInput input, Answer<ListSubscriptionsResponse> answer) {
    var page =
        Pages.of(
            LIST,
            input.nextToken(),
            (after, most) ->
                access.catalog().subscriptions(caller.account(), caller.region(), after, most));
    answer.succeed(
        new ListSubscriptionsResponse(
            page.values().stream().map(Subscriptions::shown).toList(), page.next()));
  }
}
