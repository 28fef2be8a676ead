package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ListTopicsInput;
import io.waybill.sns.api.ListTopicsResponse;
import io.waybill.sns.api.Topic;

/// Lists the caller's topics by name, 100 a page.
final class ListTopics implements Operation<ListTopicsInput, ListTopicsResponse> {
  private static final String LIST = "ListTopics";

  private final Access access;

  ListTopics(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, ListTopicsInput input, Answer<ListTopicsResponse> answer) {
    var page =
        Pages.of(
            LIST,
            input.nextToken(),
            (after, most) ->
                access.catalog().topics(caller.account(), caller.region(), after, most));
    answer.succeed(
        new ListTopicsResponse(
            page.values().stream().map(topic -> new Topic(topic.arn().toString())).toList(),
            page.next()));
  }
}
