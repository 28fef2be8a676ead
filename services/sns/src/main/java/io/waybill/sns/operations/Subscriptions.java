package io.waybill.sns.operations;

import io.waybill.engine.gateway.Caller;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.model.Endpoints;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.TopicDefinition;
import java.util.Map;

/// Subscriptions as they are shown.
final class Subscriptions {
  private Subscriptions() {}

  /// One line of a list.
  static io.waybill.sns.api.Subscription shown(Subscription subscription) {
    String arn = subscription.arn();
    return new io.waybill.sns.api.Subscription(
        subscription.isPending() ? "PendingConfirmation" : arn,
        subscription.owner(),
        subscription.protocol().word(),
        Endpoints.shown(subscription.endpoint()),
        arn.substring(0, arn.lastIndexOf(':')));
  }

  static Map<String, String> attributes(Subscription subscription, TopicDefinition topic) {
    Map<String, String> shown =
        subscription
            .attributes()
            .shown(topic.attributes().deliveryPolicy(), subscription.protocol());
    shown.put("SubscriptionArn", subscription.arn());
    shown.put("TopicArn", topic.arn().toString());
    shown.put("Owner", subscription.owner());
    shown.put("Protocol", subscription.protocol().word());
    shown.put("Endpoint", Endpoints.shown(subscription.endpoint()));
    shown.put("PendingConfirmation", String.valueOf(subscription.isPending()));
    shown.put(
        "ConfirmationWasAuthenticated", String.valueOf(subscription.confirmedWithSignature()));
    shown.put("SubscriptionPrincipal", subscription.principal());
    return shown;
  }

  /// Refuses a caller that owns neither the subscription nor its topic.
  static void requireMine(Subscription subscription, Caller caller) {
    if (caller.isConfined() && !caller.isService() && !isOwner(subscription, caller)) {
      throw SnsErrors.AUTHORIZATION_ERROR_EXCEPTION.because("Not authorized");
    }
  }

  /// AWS (Unsubscribe): with AuthenticateOnUnsubscribe, and for what is no person's, only the
  /// owners of topic and subscription may end it; else anybody may.
  static void requireMayEnd(Subscription subscription, Caller caller) {
    boolean authenticated = subscription.authenticateOnUnsubscribe();
    boolean needsOwner = authenticated || subscription.protocol().isAnAwsResource();
    boolean isNobody =
        authenticated ? caller.isUnsigned() : caller.principal().equals(Caller.ANONYMOUS);
    if (needsOwner && (isNobody || !isOwner(subscription, caller))) {
      throw SnsErrors.AUTHORIZATION_ERROR_EXCEPTION.because("Not authorized");
    }
  }

  private static boolean isOwner(Subscription subscription, Caller caller) {
    return ownsIt(subscription, caller)
        || subscription.arn().contains(":" + caller.account() + ":");
  }

  /// Whether the caller is who subscribed.
  static boolean ownsIt(Subscription subscription, Caller caller) {
    return !caller.isUnsigned() && caller.account().digits().equals(subscription.owner());
  }
}
