package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.GetTopicAttributesInput;
import io.waybill.sns.api.GetTopicAttributesResponse;
import io.waybill.sns.model.Arns;
import io.waybill.sns.state.TopicDefinition;
import java.util.Map;

/// Shows a topic's attributes.
final class GetTopicAttributes
    implements Operation<GetTopicAttributesInput, GetTopicAttributesResponse> {
  private final Access access;

  GetTopicAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, GetTopicAttributesInput input, Answer<GetTopicAttributesResponse> answer) {
    access.decide(
        caller,
        "GetTopicAttributes",
        Arns.topic("TopicArn", input.topicArn(), caller),
        (topic, step) -> {
          TopicDefinition definition = topic.definition();
          Map<String, String> shown = definition.attributes().shown(definition.arn());
          shown.put("SubscriptionsConfirmed", String.valueOf(topic.confirmedCount()));
          shown.put("SubscriptionsPending", String.valueOf(topic.pendingCount()));
          shown.put("SubscriptionsDeleted", String.valueOf(topic.deletedCount()));
          if (topic.archive().isActive()) {
            int days = definition.attributes().archiveDays();
            long beginning = topic.archive().beginning(days, step.now());
            shown.put("BeginningArchiveTime", Inputs.time(beginning));
          }
          return new GetTopicAttributesResponse(shown);
        },
        answer);
  }
}
