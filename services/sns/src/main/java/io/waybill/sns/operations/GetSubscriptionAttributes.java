package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.GetSubscriptionAttributesInput;
import io.waybill.sns.api.GetSubscriptionAttributesResponse;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.Refusals;

/// Shows a subscription's attributes.
final class GetSubscriptionAttributes
    implements Operation<GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse> {
  private final Access access;

  GetSubscriptionAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller,
      GetSubscriptionAttributesInput input,
      Answer<GetSubscriptionAttributesResponse> answer) {
    Arns.OfSubscription arn = Arns.subscription(input.subscriptionArn());
    access.inHome(
        arn.topic(),
        step -> {
          var topic =
              step.topics().find(arn.topic()).orElseThrow(Refusals::subscriptionDoesNotExist);
          var found = topic.find(arn.toString()).orElseThrow(Refusals::subscriptionDoesNotExist);
          Subscriptions.requireMine(found, caller);
          var shown = Subscriptions.attributes(found, topic.definition());
          topic
              .replays()
              .of(found.number())
              .ifPresent(replay -> shown.put("ReplayStatus", replay.status().word()));
          return new GetSubscriptionAttributesResponse(shown);
        },
        answer);
  }
}
