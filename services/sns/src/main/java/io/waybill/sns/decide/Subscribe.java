package io.waybill.sns.decide;

import io.waybill.core.Arn;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.model.Place;
import io.waybill.sns.model.Protocol;
import io.waybill.sns.model.Refusals;
import io.waybill.sns.model.SubscriptionAttributes;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Subscription.Status;
import io.waybill.sns.state.Topic;
import java.util.Map;
import java.util.Optional;

/// Subscribes an endpoint, or finds that it is subscribed already as it was asked for.
///
/// @param owner the account that subscribes
/// @param principal who subscribes
/// @param requested the attributes as the caller gave them
/// @param baseUrl what the link to confirm begins with
public record Subscribe(
    Protocol protocol,
    String endpoint,
    String owner,
    String principal,
    Map<String, String> requested,
    String baseUrl)
    implements Decision<Subscription> {
  // AWS: 200 subscriptions with filter policies a topic.
  static final int FILTER_POLICIES_MAX = 200;

  // AWS: 100 subscriptions a FIFO topic.
  private static final int FIFO_SUBSCRIPTIONS_MAX = 100;

  @Override
  public Subscription decide(Topic topic, Step step) {
    Arn arn = topic.definition().arn();
    protocol.check(endpoint, topic.definition().isFifo());
    Optional<Subscription> present = topic.find(protocol.word(), endpoint);
    SubscriptionAttributes attributes = SubscriptionAttributes.forNew(arn, protocol, requested);
    if (present.isPresent()) {
      return again(topic, present.get(), step);
    }
    requireRoom(topic);
    if (attributes.filter().isPresent()) {
      requireRoomForFilter(topic);
    }
    Replaying.check(topic, attributes.replay(), Place.MAP, step);
    boolean pending = protocol.needsConfirmation(endpoint, owner);
    Subscription made =
        new Subscription(
            arn + ":" + step.stamp().uuid(),
            topic.takeSubscriptionNumber(),
            protocol,
            endpoint,
            owner,
            principal,
            step.now(),
            pending ? Status.PENDING : Status.CONFIRMED,
            !pending,
            false,
            pending ? Tokens.fresh(step.stamp()) : "",
            pending ? step.now() + Subscription.PENDING_MILLIS : 0,
            attributes);
    step.topics().put(topic, made, step.transaction());
    topic.save(step.transaction());
    Replaying.start(topic, made, attributes.replay(), step);
    if (pending) {
      askToConfirm(topic, made, step);
    }
    return made;
  }

  private Subscription again(Topic topic, Subscription present, Step step) {
    if (!present.attributes().agreesWith(requested)) {
      throw Refusals.invalid("Attributes", "Subscription already exists with different attributes");
    }
    if (!present.isPending()) {
      return present;
    }
    Subscription renewed =
        present.withToken(Tokens.fresh(step.stamp()), step.now() + Subscription.PENDING_MILLIS);
    step.topics().put(topic, renewed, step.transaction());
    askToConfirm(topic, renewed, step);
    return renewed;
  }

  private void askToConfirm(Topic topic, Subscription pending, Step step) {
    Tokens.send(Letter.Kind.CONFIRMATION, pending, pending.token(), topic, baseUrl, step);
  }

  private static void requireRoom(Topic topic) {
    if (topic.definition().isFifo() && topic.subscriptions().size() >= FIFO_SUBSCRIPTIONS_MAX) {
      throw SnsErrors.SUBSCRIPTION_LIMIT_EXCEEDED_EXCEPTION.because(
          "Subscription limit exceeded: a FIFO topic can have " + FIFO_SUBSCRIPTIONS_MAX);
    }
  }

  static void requireRoomForFilter(Topic topic) {
    if (topic.filteredCount() >= FILTER_POLICIES_MAX) {
      throw SnsErrors.FILTER_POLICY_LIMIT_EXCEEDED_EXCEPTION.because(
          "Filter policy limit exceeded: a topic can have " + FILTER_POLICIES_MAX);
    }
  }
}
