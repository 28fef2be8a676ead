package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ListSubscriptionsByTopicInput;
import io.waybill.sns.api.ListSubscriptionsByTopicResponse;
import io.waybill.sns.model.Arns;
import java.util.Map;

/// Lists a topic's subscriptions in the order of subscribing, 100 a page.
final class ListSubscriptionsByTopic
    implements Operation<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse> {
  private static final String LIST = "ListSubscriptionsByTopic";

  private final Access access;

  ListSubscriptionsByTopic(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      ListSubscriptionsByTopicInput input,
      Answer<ListSubscriptionsByTopicResponse> answer) {
    int after = Pages.number(LIST, input.nextToken());
    access.decide(
        caller,
        "ListSubscriptionsByTopic",
        Arns.topic("TopicArn", input.topicArn(), caller),
        (topic, step) -> {
          var page =
              Pages.cut(
                  LIST,
                  topic.after(after).entrySet().stream()
                      .limit(Pages.SIZE + 1L)
                      .map(each -> Map.entry(String.valueOf(each.getKey()), each.getValue()))
                      .toList());
          return new ListSubscriptionsByTopicResponse(
              page.values().stream().map(Subscriptions::shown).toList(), page.next());
        },
        answer);
  }
}
