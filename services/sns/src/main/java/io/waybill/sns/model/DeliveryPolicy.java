package io.waybill.sns.model;

import io.waybill.shapes.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// How messages go to HTTP and HTTPS endpoints: when they are tried again, how many a second, and
/// with what content type.
///
/// @param retry when a delivery is tried again
/// @param maxReceivesPerSecond the most deliveries a second to one subscription
/// @param contentType the header Content-Type of notifications
/// @param overridesDisabled whether what subscriptions say is ignored; a topic's alone
public record DeliveryPolicy(
    Optional<RetryPolicy> retry,
    OptionalInt maxReceivesPerSecond,
    Optional<String> contentType,
    boolean overridesDisabled) {
  public static final String CONTENT_TYPE = "text/plain; charset=UTF-8";

  public static final DeliveryPolicy NONE =
      new DeliveryPolicy(Optional.empty(), OptionalInt.empty(), Optional.empty(), false);

  private static final JsonValue NULL = new JsonValue.Null();

  /// What a topic's policy says for its HTTP endpoints, or a refusal.
  public static DeliveryPolicy ofTopic(String text, Place place) {
    DeliveryPolicyText in = DeliveryPolicyText.parse(text, place);
    JsonValue.Obj http = in.object(in.root(), "", "http").orElse(new JsonValue.Obj(Map.of()));
    in.only(in.root(), "", List.of("http"));
    in.only(
        http,
        "http.",
        List.of(
            "defaultHealthyRetryPolicy",
            "disableSubscriptionOverrides",
            "defaultThrottlePolicy",
            "defaultRequestPolicy"));
    return new DeliveryPolicy(
        in.object(http, "http.", "defaultHealthyRetryPolicy")
            .map(retry -> in.retry(retry, "http.defaultHealthyRetryPolicy")),
        in.throttle(
            in.object(http, "http.", "defaultThrottlePolicy"), "http.defaultThrottlePolicy"),
        in.contentType(in.object(http, "http.", "defaultRequestPolicy")),
        in.bool(http, "http.", "disableSubscriptionOverrides"));
  }

  /// What a subscription's policy says, or a refusal.
  public static DeliveryPolicy ofSubscription(String text, Place place) {
    DeliveryPolicyText in = DeliveryPolicyText.parse(text, place);
    in.only(
        in.root(),
        "",
        List.of(
            "healthyRetryPolicy",
            "sicklyRetryPolicy",
            "throttlePolicy",
            "requestPolicy",
            "guaranteed"));
    return new DeliveryPolicy(
        in.object(in.root(), "", "healthyRetryPolicy")
            .map(retry -> in.retry(retry, "healthyRetryPolicy")),
        in.throttle(in.object(in.root(), "", "throttlePolicy"), "throttlePolicy"),
        in.contentType(in.object(in.root(), "", "requestPolicy")),
        false);
  }

  /// What holds for a subscription with this policy on a topic with `topic`.
  public DeliveryPolicy over(DeliveryPolicy topic) {
    if (topic.overridesDisabled) {
      return topic;
    }
    return new DeliveryPolicy(
        retry.or(topic::retry),
        maxReceivesPerSecond.isPresent() ? maxReceivesPerSecond : topic.maxReceivesPerSecond,
        contentType.or(topic::contentType),
        false);
  }

  /// The attribute EffectiveDeliveryPolicy of a topic.
  public String shownOnTopic() {
    Map<String, JsonValue> http = new LinkedHashMap<>();
    http.put("defaultHealthyRetryPolicy", shown(retry.orElse(RetryPolicy.HTTP)));
    http.put("disableSubscriptionOverrides", new JsonValue.Bool(overridesDisabled));
    maxReceivesPerSecond.ifPresent(rate -> http.put("defaultThrottlePolicy", throttle(rate)));
    http.put("defaultRequestPolicy", request());
    return new JsonValue.Obj(Map.of("http", new JsonValue.Obj(http))).render();
  }

  /// The attribute EffectiveDeliveryPolicy of a subscription.
  public String shownOnSubscription() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("healthyRetryPolicy", shown(retry.orElse(RetryPolicy.HTTP)));
    members.put("sicklyRetryPolicy", NULL);
    members.put(
        "throttlePolicy",
        maxReceivesPerSecond.isPresent() ? throttle(maxReceivesPerSecond.getAsInt()) : NULL);
    members.put("requestPolicy", request());
    members.put("guaranteed", new JsonValue.Bool(false));
    return new JsonValue.Obj(members).render();
  }

  private JsonValue request() {
    return new JsonValue.Obj(
        Map.of("headerContentType", new JsonValue.Text(contentType.orElse(CONTENT_TYPE))));
  }

  private static JsonValue throttle(int rate) {
    return new JsonValue.Obj(Map.of("maxReceivesPerSecond", number(rate)));
  }

  private static JsonValue shown(RetryPolicy retry) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("minDelayTarget", number(retry.minDelaySeconds()));
    members.put("maxDelayTarget", number(retry.maxDelaySeconds()));
    members.put("numRetries", number(retry.retries()));
    members.put("numMaxDelayRetries", number(retry.maxDelay()));
    members.put("numNoDelayRetries", number(retry.noDelay()));
    members.put("numMinDelayRetries", number(retry.minDelay()));
    members.put("backoffFunction", new JsonValue.Text(retry.backoff().word()));
    return new JsonValue.Obj(members);
  }

  private static JsonValue number(int value) {
    return new JsonValue.Num(Integer.toString(value));
  }
}
