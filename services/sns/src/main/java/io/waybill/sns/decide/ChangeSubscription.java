package io.waybill.sns.decide;

import io.waybill.shapes.Unit;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.Place;
import io.waybill.sns.model.Refusals;
import io.waybill.sns.model.SubscriptionAttributes;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Topic;

/// Changes one attribute of a subscription.
public record ChangeSubscription(Arns.OfSubscription arn, String name, String value)
    implements InHome.Matter<Unit> {
  @Override
  public Unit decide(Step step) {
    Topic topic = step.topics().find(arn.topic()).orElseThrow(Refusals::subscriptionDoesNotExist);
    Subscription before =
        topic.find(arn.toString()).orElseThrow(Refusals::subscriptionDoesNotExist);
    SubscriptionAttributes after =
        before.attributes().changed(arn.topic(), before.protocol(), name, value);
    if (after.filter().isPresent() && before.attributes().filter().isEmpty()) {
      Subscribe.requireRoomForFilter(topic);
    }
    if (SubscriptionAttributes.isReplay(name)) {
      Replaying.check(topic, after.replay(), Place.ALONE, step);
    }
    Subscription changed = before.with(after);
    step.topics().put(topic, changed, step.transaction());
    if (SubscriptionAttributes.isReplay(name)) {
      Replaying.start(topic, changed, after.replay(), step);
    }
    return Unit.INSTANCE;
  }
}
