package io.waybill.simulation.delivery;

import io.waybill.eventbridge.api.DescribeRuleRequest;
import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.eventbridge.api.ListTargetsByRuleRequest;
import io.waybill.eventbridge.api.RetryPolicy;
import io.waybill.eventbridge.api.Target;
import io.waybill.simulation.Violation;
import io.waybill.simulation.delivery.Source.Presence;
import io.waybill.sns.api.GetSubscriptionAttributesInput;
import io.waybill.sns.api.ListSubscriptionsByTopicInput;
import io.waybill.sns.api.ListSubscriptionsByTopicResponse;
import io.waybill.sns.api.SnsApi;
import io.waybill.sqs.api.GetQueueUrlRequest;
import io.waybill.sqs.api.SqsApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Asks the server how things stand: what was in doubt is settled, and what was not must be so.
final class Learning {
  private static final String PENDING = "PendingConfirmation";

  private final Town town;

  private Learning(Town town) {
    this.town = town;
  }

  static void all(Town town) {
    Learning learning = new Learning(town);
    town.queues.keySet().forEach(learning::queue);
    for (Source source : town.sources.values()) {
      if (source.isTopic) {
        learning.topic(source);
      } else {
        source.slots.stream()
            .map(slot -> slot.rule)
            .distinct()
            .toList()
            .forEach(rule -> learning.rule(source, rule));
      }
    }
  }

  private void queue(String queue) {
    boolean there =
        Asked.ask(town, SqsApi.GET_QUEUE_URL, new GetQueueUrlRequest(queue, null)).isPresent();
    town.queues.put(
        queue, checked(town.queues.getOrDefault(queue, Presence.UNKNOWN), there, queue));
  }

  private static Presence checked(Presence before, boolean there, String what) {
    Presence now = there ? Presence.THERE : Presence.ABSENT;
    Violation.unless(before == now || before == Presence.UNKNOWN, what + " should be " + before);
    return now;
  }

  private void topic(Source topic) {
    Optional<ListSubscriptionsByTopicResponse> listed = subscriptions(town, topic);
    topic.presence = checked(topic.presence, listed.isPresent(), topic.name);
    Map<String, String> arns = new HashMap<>();
    listed.ifPresent(all ->
        Objects.requireNonNull(all.subscriptions())
            .forEach(each ->
                arns.put(
                    Objects.requireNonNull(each.endpoint()),
                    Objects.requireNonNull(each.subscriptionArn()))));
    for (Slot slot : topic.slots) {
      String arn = arns.getOrDefault(SnsChanges.endpoint(slot), PENDING);
      Optional<Terms> terms =
          arn.equals(PENDING) ? Optional.empty() : Optional.of(terms(town, arn));
      settle(slot, terms);
      terms.ifPresent(there -> slot.arn = arn);
    }
  }

  private static Optional<ListSubscriptionsByTopicResponse> subscriptions(Town town, Source topic) {
    return Asked.ask(
        town,
        SnsApi.LIST_SUBSCRIPTIONS_BY_TOPIC,
        new ListSubscriptionsByTopicInput(topic.arn(), null));
  }

  /// The terms of a subscription that waits to be confirmed; its ARN was told when it was made.
  static Optional<Terms> pendingTerms(Town town, Slot slot) {
    return slot.arn.isEmpty() || town.ledger.isTroubled() || town.machine.isBroken()
        ? Optional.empty()
        : Asked.ask(
                town,
                SnsApi.GET_SUBSCRIPTION_ATTRIBUTES,
                new GetSubscriptionAttributesInput(slot.arn))
            .map(output -> terms(Objects.requireNonNull(output.attributes())));
  }

  private static Terms terms(Town town, String arn) {
    return terms(
        Objects.requireNonNull(
            Asked.require(
                    town,
                    SnsApi.GET_SUBSCRIPTION_ATTRIBUTES,
                    new GetSubscriptionAttributesInput(arn))
                .attributes()));
  }

  private static Terms terms(Map<String, String> attributes) {
    boolean http = "https".equals(attributes.get("Protocol"));
    String delivery = attributes.getOrDefault("DeliveryPolicy", "");
    Patience patience = http ? Patience.Phases.HTTP : Patience.Managed.POLICY;
    for (Patience.Phases each : Patience.Phases.CHOICES) {
      patience = delivery.contains("\"numRetries\":" + each.retries() + ",") ? each : patience;
    }
    return new Terms(
        kinds(attributes.getOrDefault("FilterPolicy", "")),
        patience,
        attributes.containsKey("RedrivePolicy"));
  }

  private static Set<String> kinds(String text) {
    Set<String> kinds = new TreeSet<>(Terms.KINDS);
    kinds.removeIf(kind -> !text.contains('"' + kind + '"'));
    return kinds;
  }

  private void rule(Source bus, String rule) {
    String pattern =
        Objects.requireNonNull(
            Asked.require(
                    town, EventBridgeApi.DESCRIBE_RULE, new DescribeRuleRequest(rule, bus.name))
                .eventPattern());
    Set<String> kinds = kinds(pattern);
    town.rules.kinds.put(rule, kinds);
    Map<String, Target> targets = new HashMap<>();
    List<Target> listed =
        Objects.requireNonNull(
            Asked.require(
                    town,
                    EventBridgeApi.LIST_TARGETS_BY_RULE,
                    new ListTargetsByRuleRequest(rule, bus.name, null, null))
                .targets());
    listed.forEach(each -> targets.put(Objects.requireNonNull(each.id()), each));
    for (Slot slot : EventChanges.ofRule(bus, rule)) {
      settle(slot, Optional.ofNullable(targets.get(slot.name)).map(target -> terms(kinds, target)));
    }
  }

  private static Terms terms(Set<String> kinds, Target target) {
    RetryPolicy policy = Objects.requireNonNull(target.retryPolicy());
    return new Terms(
        kinds,
        new Patience.Doubling(
            Objects.requireNonNull(policy.maximumRetryAttempts()),
            Objects.requireNonNull(policy.maximumEventAgeInSeconds())),
        target.deadLetterConfig() != null);
  }

  private void settle(Slot slot, Optional<Terms> terms) {
    Violation.unless(
        slot.learn(terms, town.moment()), slot + " stands otherwise with the server: " + terms);
  }
}
