package io.waybill.sns.decide;

import io.waybill.sns.state.Farewells;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Topic;

/// Ends a subscription.
///
/// @param stranger whether who asks is not who subscribed: then the endpoint is told, and may have
///   its subscription back with the token that it gets
/// @param baseUrl what the link in that message begins with
public record Unsubscribe(Subscription subscription, boolean stranger, String baseUrl)
    implements Decision<Subscription> {
  @Override
  public Subscription decide(Topic topic, Step step) {
    step.topics().remove(topic, subscription, step.transaction());
    if (stranger && subscription.protocol().canBeRestored() && !subscription.isPending()) {
      String token = Tokens.fresh(step.stamp());
      Farewells.keep(topic, subscription, token, step);
      Tokens.send(Letter.Kind.FAREWELL, subscription, token, topic, baseUrl, step);
    }
    return subscription;
  }
}
