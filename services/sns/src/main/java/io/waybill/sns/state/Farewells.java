package io.waybill.sns.state;

import io.waybill.core.Arn;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Subscriptions that were ended by somebody who did not say who he is. Each is kept with the token
/// that its endpoint was sent, with which it may have the subscription back.
public final class Farewells {
  /// AWS (UnsubscribeConfirmation): the token is good for three days.
  private static final long GOOD_MILLIS = 72L * 3_600_000;

  private static final String ENDED = "ended/";
  private static final String SUBSCRIPTION = "subscription";
  private static final String UNTIL = "until";
  private static final int SWEPT_AT_ONCE = 100;

  private Farewells() {}

  /// Keeps `ended` for its token, and forgets some of those whose time is over.
  public static void keep(Topic topic, Subscription ended, String token, Step step) {
    String owner = owner(topic);
    Records records = step.topics().records();
    for (Records.Entry old : records.list(owner, ENDED, "", SWEPT_AT_ONCE, step.transaction())) {
      if (until(old.values()) <= step.now()) {
        records.delete(owner, old.name(), step.transaction());
      }
    }
    records.put(
        owner,
        ENDED + token,
        Map.of(
            SUBSCRIPTION, Base64.getEncoder().encodeToString(ended.bytes()),
            UNTIL, String.valueOf(step.now() + GOOD_MILLIS)),
        step.transaction());
  }

  /// Restores the subscription that `token` was sent for; an endpoint that has subscribed anew
  /// meanwhile keeps that subscription.
  public static Optional<Subscription> restore(Topic topic, String token, Step step) {
    String owner = owner(topic);
    Optional<Map<String, String>> kept =
        step.topics().records().get(owner, ENDED + token, step.transaction());
    if (kept.isEmpty() || until(kept.get()) <= step.now()) {
      return Optional.empty();
    }
    step.topics().records().delete(owner, ENDED + token, step.transaction());
    Subscription ended = read(kept.get(), topic.definition().arn());
    Optional<Subscription> anew = topic.find(ended.protocol().word(), ended.endpoint());
    if (anew.isPresent()) {
      return anew;
    }
    Subscription restored = ended.restored(topic.takeSubscriptionNumber());
    step.topics().put(topic, restored, step.transaction());
    topic.save(step.transaction());
    return Optional.of(restored);
  }

  private static String owner(Topic topic) {
    return topic.definition().arn().toString();
  }

  private static long until(Map<String, String> kept) {
    return Long.parseLong(kept.getOrDefault(UNTIL, "0"));
  }

  private static Subscription read(Map<String, String> kept, Arn topic) {
    return Subscription.read(
        Base64.getDecoder().decode(kept.getOrDefault(SUBSCRIPTION, "")), topic);
  }
}
