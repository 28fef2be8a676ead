package io.waybill.sns.model;

import io.waybill.core.Arn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// What a topic is set to: the attributes that were given, as they were written, under AWS's names.
public final class TopicAttributes {
  public static final String FIFO_TOPIC = "FifoTopic";
  private static final String DELIVERY_POLICY = "DeliveryPolicy";
  private static final int DISPLAY_NAME_MAX = 100;

  private static final Pattern FEEDBACK =
      Pattern.compile(
          "(HTTP|Lambda|SQS|Firehose|Application)"
              + "(SuccessFeedbackRoleArn|FailureFeedbackRoleArn|SuccessFeedbackSampleRate)");

  private static final Set<String> OF_FIFO =
      Set.of("ContentBasedDeduplication", "FifoThroughputScope", "ArchivePolicy");

  private final Map<String, String> settings;
  private final DeliveryPolicy deliveryPolicy;

  private TopicAttributes(Map<String, String> settings) {
    this.settings = settings;
    this.deliveryPolicy =
        Optional.ofNullable(settings.get(DELIVERY_POLICY))
            .map(text -> DeliveryPolicy.ofTopic(text, Place.ALONE))
            .orElse(DeliveryPolicy.NONE);
  }

  /// The attributes of a new topic, or a refusal.
  public static TopicAttributes forNew(TopicName name, Map<String, String> requested) {
    Map<String, String> settings = new TreeMap<>();
    requested.forEach((attribute, value) -> {
      if (attribute.equals(FIFO_TOPIC)) {
        bool(attribute, value, Place.MAP);
      } else {
        set(settings, name, attribute, value, Place.MAP);
      }
    });
    return new TopicAttributes(settings);
  }

  /// These with one of them changed, or a refusal.
  public TopicAttributes changed(TopicName name, String attribute, String value) {
    Map<String, String> changed = new TreeMap<>(settings);
    set(changed, name, attribute, value, Place.ALONE);
    return new TopicAttributes(changed);
  }

  /// AWS (CreateTopic): of a topic that exists only attributes may be named that it has.
  public boolean agreesWith(TopicName name, Map<String, String> requested) {
    for (Map.Entry<String, String> each : requested.entrySet()) {
      String present =
          each.getKey().equals(FIFO_TOPIC)
              ? String.valueOf(name.isFifo())
              : settings.getOrDefault(each.getKey(), byDefault(name, each.getKey()));
      if (!each.getValue().equals(present)) {
        return false;
      }
    }
    return true;
  }

  private static String byDefault(TopicName name, String attribute) {
    boolean deduplication = name.isFifo() && attribute.equals("ContentBasedDeduplication");
    return deduplication ? "false" : "";
  }

  /// The attributes as GetTopicAttributes shows them, but for the counts of subscriptions.
  public Map<String, String> shown(Arn topic) {
    Map<String, String> shown = new LinkedHashMap<>(settings);
    shown.put("TopicArn", topic.toString());
    shown.put("Owner", topic.account());
    shown.put("Policy", policy(topic));
    shown.putIfAbsent("DisplayName", "");
    shown.put("EffectiveDeliveryPolicy", deliveryPolicy.shownOnTopic());
    if (TopicName.isFifo(topic.resource())) {
      shown.put(FIFO_TOPIC, "true");
      shown.putIfAbsent("ContentBasedDeduplication", "false");
    }
    return shown;
  }

  /// The access policy: that of its owner where none was set.
  public String policy(Arn topic) {
    return settings.getOrDefault("Policy", TopicPolicy.byDefault(topic));
  }

  /// The access policy that decides about the topic's owner or about others. Where none was set the
  /// owner needs none: it would let him do all.
  public String policyFor(Arn topic, boolean owner) {
    return owner ? settings.getOrDefault("Policy", "") : policy(topic);
  }

  /// These with another access policy, which is checked.
  public TopicAttributes withPolicy(TopicName name, String policy) {
    return changed(name, "Policy", policy);
  }

  public DeliveryPolicy deliveryPolicy() {
    return deliveryPolicy;
  }

  public boolean contentBasedDeduplication() {
    return "true".equals(settings.get("ContentBasedDeduplication"));
  }

  /// Whether deduplication ids are compared within their group alone.
  public boolean deduplicatesByGroup() {
    return "MessageGroup".equals(settings.get("FifoThroughputScope"));
  }

  /// How messages are signed: 1 for SHA-1, 2 for SHA-256.
  public int signatureVersion() {
    return "2".equals(settings.get("SignatureVersion")) ? 2 : 1;
  }

  /// Whether what became of a delivery is to be written to CloudWatch Logs.
  ///
  /// @param lot draws a number: of successes only so many in a hundred are written
  public boolean tellsOf(Protocol protocol, boolean success, LongSupplier lot) {
    Optional<String> service = protocol.feedbackName();
    if (service.isEmpty()) {
      return false;
    }
    String role = service.get() + (success ? "SuccessFeedbackRoleArn" : "FailureFeedbackRoleArn");
    if (settings.getOrDefault(role, "").isEmpty()) {
      return false;
    }
    String rate = settings.getOrDefault(service.get() + "SuccessFeedbackSampleRate", "0");
    return !success || Long.remainderUnsigned(lot.getAsLong(), 100) < Integer.parseInt(rate);
  }

  public String displayName() {
    return settings.getOrDefault("DisplayName", "");
  }

  /// For how many days messages are archived; 0 where they are not.
  public int archiveDays() {
    return ArchivePolicy.days(settings.getOrDefault("ArchivePolicy", ""));
  }

  /// What was set, by AWS's names.
  public Map<String, String> settings() {
    return settings;
  }

  /// The attributes that [#settings] of an earlier value were.
  public static TopicAttributes stored(Map<String, String> settings) {
    return new TopicAttributes(new TreeMap<>(settings));
  }

  private static void set(
      Map<String, String> settings, TopicName name, String attribute, String value, Place place) {
    if (OF_FIFO.contains(attribute) && !name.isFifo()) {
      throw notForStandard(attribute, place);
    }
    String checked = checked(attribute, value, place);
    if (checked.isEmpty()) {
      settings.remove(attribute);
    } else {
      settings.put(attribute, checked);
    }
  }

  private static io.waybill.shapes.Refusal notForStandard(String attribute, Place place) {
    String what =
        attribute.equals("ContentBasedDeduplication")
            ? "Content-based deduplication can only be set for FIFO topics"
            : attribute + " can only be set for FIFO topics";
    return place == Place.MAP ? Refusals.invalid("Attributes", what) : Refusals.invalid(what);
  }

  private static String checked(String attribute, String value, Place place) {
    return switch (attribute) {
      case "DisplayName" -> displayName(value, place);
      case "Policy" -> value.isEmpty() ? value : TopicPolicy.checked(value, place);
      case "ContentBasedDeduplication" -> bool(attribute, value, place);
      case "FifoThroughputScope" -> oneOf(attribute, value, Set.of("Topic", "MessageGroup"), place);
      case "SignatureVersion" -> oneOf(attribute, value, Set.of("1", "2"), place);
      case "TracingConfig" -> oneOf(attribute, value, Set.of("Active", "PassThrough"), place);
      case "KmsMasterKeyId" -> value;
      case "ArchivePolicy" -> ArchivePolicy.checked(value, place);
      case DELIVERY_POLICY -> {
        if (!value.isEmpty()) {
          DeliveryPolicy.ofTopic(value, place);
        }
        yield value;
      }
      default -> feedback(attribute, value, place);
    };
  }

  private static String displayName(String value, Place place) {
    if (value.codePointCount(0, value.length()) > DISPLAY_NAME_MAX) {
      throw place.invalid("DisplayName", "must be at most " + DISPLAY_NAME_MAX + " characters");
    }
    return value;
  }

  private static String feedback(String attribute, String value, Place place) {
    if (!FEEDBACK.matcher(attribute).matches()) {
      throw place.unknown(attribute);
    }
    if (attribute.endsWith("SampleRate")) {
      return SampleRate.checked(attribute, value, place);
    }
    if (!value.isEmpty() && Arn.parse(value).filter(arn -> arn.service().equals("iam")).isEmpty()) {
      throw place.invalid(attribute, "Invalid role ARN [" + value + "]");
    }
    return value;
  }

  private static String bool(String attribute, String value, Place place) {
    if (!value.equals("true") && !value.equals("false")) {
      throw place.invalid(attribute, "Invalid value [" + value + "]. Must be true or false.");
    }
    return value;
  }

  private static String oneOf(String attribute, String value, Set<String> words, Place place) {
    if (!words.contains(value)) {
      throw place.invalid(
          attribute,
          "Invalid value [" + value + "]. Must be one of: " + words.stream().sorted().toList());
    }
    return value;
  }
}
