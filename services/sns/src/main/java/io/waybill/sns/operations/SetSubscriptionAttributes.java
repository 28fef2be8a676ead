package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.SetSubscriptionAttributesInput;
import io.waybill.sns.decide.ChangeSubscription;
import io.waybill.sns.model.Arns;

/// Changes one attribute of a subscription.
final class SetSubscriptionAttributes implements Operation<SetSubscriptionAttributesInput, Unit> {
  private final Access access;

  SetSubscriptionAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, SetSubscriptionAttributesInput input, Answer<Unit> answer) {
    Arns.OfSubscription arn = Arns.subscription(input.subscriptionArn());
    ChangeSubscription change =
        new ChangeSubscription(
            arn, Inputs.text(input.attributeName()), Inputs.text(input.attributeValue()));
    access.inHome(
        arn.topic(),
        step -> {
          step.topics()
              .find(arn.topic())
              .flatMap(topic -> topic.find(arn.toString()))
              .ifPresent(found -> Subscriptions.requireMine(found, caller));
          return change.decide(step);
        },
        answer);
  }
}
