package io.waybill.sns.model;

import io.waybill.core.Arn;
import io.waybill.sns.filter.FilterPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a subscription is set to: the attributes that were given, as they were written, under AWS's
/// names, and what was compiled from them.
public final class SubscriptionAttributes {
  private static final String RAW = "RawMessageDelivery";
  private static final String FILTER_POLICY = "FilterPolicy";
  private static final String FILTER_SCOPE = "FilterPolicyScope";
  private static final String DELIVERY_POLICY = "DeliveryPolicy";
  private static final String REDRIVE_POLICY = "RedrivePolicy";
  private static final String REPLAY_POLICY = "ReplayPolicy";
  private static final String ROLE = "SubscriptionRoleArn";
  private static final Set<String> SCOPES = Set.of("MessageAttributes", "MessageBody");

  private final Map<String, String> settings;
  private final Optional<FilterPolicy> filter;
  private final Optional<RedrivePolicy> redrive;
  private final DeliveryPolicy delivery;
  private final Optional<ReplayPolicy> replay;

  private SubscriptionAttributes(Map<String, String> settings, Arn topic, Place place) {
    this.settings = settings;
    this.filter = get(FILTER_POLICY).map(text -> FilterPolicy.parse(text, filtersBody(), place));
    this.redrive = get(REDRIVE_POLICY).map(text -> RedrivePolicy.parse(text, topic, place));
    this.delivery =
        get(DELIVERY_POLICY)
            .map(text -> DeliveryPolicy.ofSubscription(text, place))
            .orElse(DeliveryPolicy.NONE);
    this.replay = get(REPLAY_POLICY).map(text -> ReplayPolicy.parse(text, place));
  }

  /// The attributes of a new subscription, or a refusal.
  public static SubscriptionAttributes forNew(
      Arn topic, Protocol protocol, Map<String, String> requested) {
    Map<String, String> settings = new TreeMap<>();
    requested.forEach((name, value) -> set(settings, name, value, topic, protocol, Place.MAP));
    return new SubscriptionAttributes(settings, topic, Place.MAP);
  }

  /// Whether the attribute `name` asks for a replay.
  public static boolean isReplay(String name) {
    return name.equals(REPLAY_POLICY);
  }

  /// These with one of them changed, or a refusal. An empty value removes it.
  public SubscriptionAttributes changed(Arn topic, Protocol protocol, String name, String value) {
    Map<String, String> changed = new TreeMap<>(settings);
    set(changed, name, value, topic, protocol, Place.ALONE);
    return new SubscriptionAttributes(changed, topic, Place.ALONE);
  }

  /// The attributes that [#settings] of an earlier value were.
  public static SubscriptionAttributes stored(Arn topic, Map<String, String> settings) {
    return new SubscriptionAttributes(settings, topic, Place.ALONE);
  }

  /// AWS (Subscribe): what is asked for of a subscription that exists must be as it is.
  public boolean agreesWith(Map<String, String> requested) {
    return requested.entrySet().stream()
        .allMatch(each -> each.getValue().equals(effective(each.getKey())));
  }

  private String effective(String name) {
    String byDefault =
        switch (name) {
          case RAW -> "false";
          case FILTER_SCOPE -> "MessageAttributes";
          default -> "";
        };
    return settings.getOrDefault(name, byDefault);
  }

  /// What was set, by AWS's names.
  public Map<String, String> settings() {
    return settings;
  }

  public boolean raw() {
    return "true".equals(settings.get(RAW));
  }

  public Optional<FilterPolicy> filter() {
    return filter;
  }

  public Optional<RedrivePolicy> redrive() {
    return redrive;
  }

  public Optional<ReplayPolicy> replay() {
    return replay;
  }

  public DeliveryPolicy delivery() {
    return delivery;
  }

  /// The attributes as GetSubscriptionAttributes shows them, but for what the subscription is.
  public Map<String, String> shown(DeliveryPolicy topic, Protocol protocol) {
    Map<String, String> shown = new TreeMap<>(settings);
    shown.putIfAbsent(RAW, "false");
    if (filter.isPresent()) {
      shown.putIfAbsent(FILTER_SCOPE, "MessageAttributes");
    } else {
      // AWS (GetSubscriptionAttributes): the scope of no policy is not shown.
      shown.remove(FILTER_SCOPE);
    }
    if (protocol.isHttp()) {
      shown.put("EffectiveDeliveryPolicy", delivery.over(topic).shownOnSubscription());
    }
    return shown;
  }

  private Optional<String> get(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  private boolean filtersBody() {
    return "MessageBody".equals(settings.get(FILTER_SCOPE));
  }

  private static void set(
      Map<String, String> settings,
      String name,
      String value,
      Arn topic,
      Protocol protocol,
      Place place) {
    switch (name) {
      case RAW -> {
        if (!value.equals("true") && !value.equals("false")) {
          throw place.invalid(RAW, "Invalid value [" + value + "]. Must be true or false.");
        }
        if (value.equals("true") && !protocol.canBeRaw()) {
          throw place.invalid(
              RAW,
              "Delivery protocol [" + protocol.word() + "] does not support raw message delivery.");
        }
      }
      case FILTER_SCOPE -> {
        if (!SCOPES.contains(value)) {
          throw place.invalid(
              FILTER_SCOPE,
              "Invalid value [" + value + "]. Please use either MessageBody or MessageAttributes");
        }
      }
      case DELIVERY_POLICY -> {
        if (!value.isEmpty() && !protocol.isHttp()) {
          throw place.invalid(
              DELIVERY_POLICY,
              "Delivery protocol [" + protocol.word() + "] does not support delivery policies.");
        }
      }
      case REPLAY_POLICY -> {
        if (!TopicName.isFifo(topic.resource())) {
          throw place.invalid(REPLAY_POLICY, "can only be set for subscriptions of FIFO topics");
        }
      }
      case FILTER_POLICY, REDRIVE_POLICY, ROLE -> {}
      default -> throw place.unknown(name);
    }
    boolean ends = name.equals(REPLAY_POLICY) && value.equals("{}");
    if (value.isEmpty() || ends) {
      settings.remove(name);
    } else {
      settings.put(name, value);
    }
  }
}
