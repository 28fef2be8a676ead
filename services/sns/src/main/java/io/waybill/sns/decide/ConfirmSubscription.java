package io.waybill.sns.decide;

import io.waybill.sns.model.Refusals;
import io.waybill.sns.state.Farewells;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Topic;

/// Confirms the subscription that a token was sent for. Doing so twice is no fault.
///
/// @param signed whether the caller proved who it is
/// @param authenticate whether unsubscribing shall need a proof
public record ConfirmSubscription(String token, boolean signed, boolean authenticate)
    implements Decision<Subscription> {
  @Override
  public Subscription decide(Topic topic, Step step) {
    Subscription found =
        topic
            .withToken(token)
            .filter(each -> each.tokenUntil() > step.now())
            .or(() -> Farewells.restore(topic, token, step))
            .orElseThrow(() -> Refusals.invalid("Token"));
    if (!found.isPending()) {
      return found;
    }
    Subscription confirmed = found.confirmed(signed, authenticate);
    step.topics().put(topic, confirmed, step.transaction());
    return confirmed;
  }
}
