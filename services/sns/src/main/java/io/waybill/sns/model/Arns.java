package io.waybill.sns.model;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ARNs of topics and subscriptions as callers give them.
public final class Arns {
  private static final int ELEMENTS = 6;

  private Arns() {}

  /// The ARN in `text`, or a refusal in AWS's words.
  public static Arn parse(String parameter, @Nullable String text) {
    String given = text == null ? "" : text;
    int elements = given.split(":", -1).length;
    if (elements < ELEMENTS) {
      throw Refusals.invalid(
          parameter, "An ARN must have at least " + ELEMENTS + " elements, not " + elements);
    }
    return Arn.parse(given)
        .filter(arn -> arn.service().equals("sns"))
        .orElseThrow(() -> Refusals.invalid(parameter));
  }

  /// The ARN of a topic in the caller's region, whether there is one or not, and whosever it is.
  ///
  /// AWS: an endpoint serves the topics of its own region alone.
  public static Arn topic(String parameter, @Nullable String text, Caller caller) {
    Arn arn = parse(parameter, text);
    if (!arn.region().equals(caller.region().name()) || !TopicName.isName(arn.resource())) {
      throw Refusals.invalid(parameter);
    }
    return arn;
  }

  /// A subscription's ARN, in its two parts.
  public record OfSubscription(Arn topic, String id) {
    @Override
    public String toString() {
      return topic + ":" + id;
    }
  }

  /// The ARN of a subscription, whether there is one or not.
  public static OfSubscription subscription(@Nullable String text) {
    Arn arn = parse("SubscriptionArn", text);
    return split(arn).orElseThrow(() -> Refusals.invalid("SubscriptionId"));
  }

  private static Optional<OfSubscription> split(Arn arn) {
    int colon = arn.resource().indexOf(':');
    if (colon <= 0 || !TopicName.isName(arn.resource().substring(0, colon))) {
      return Optional.empty();
    }
    Arn topic =
        new Arn(
            arn.partition(),
            arn.service(),
            arn.region(),
            arn.account(),
            arn.resource().substring(0, colon));
    return Optional.of(new OfSubscription(topic, arn.resource().substring(colon + 1)));
  }
}
