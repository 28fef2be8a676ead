package io.waybill.sns.model;

import io.waybill.core.Arn;
import io.waybill.shapes.json.JsonValue;

/// Where a subscription sends what could not be delivered.
///
/// @param deadLetterTargetArn an SQS queue
public record RedrivePolicy(String deadLetterTargetArn) {
  private static final String NAME = "RedrivePolicy";

  /// The policy in the JSON `text`, or a refusal.
  ///
  /// @param topic the topic that is subscribed to
  static RedrivePolicy parse(String text, Arn topic, Place place) {
    JsonValue.Obj policy =
        JsonValue.parseObject(text).orElseThrow(() -> place.invalid(NAME, "failed to parse JSON."));
    String target =
        policy.get("deadLetterTargetArn").orElse(new JsonValue.Null())
                instanceof JsonValue.Text(String arn)
            ? arn
            : "";
    Arn queue =
        Arn.parse(target)
            .filter(arn -> arn.service().equals("sqs"))
            .orElseThrow(() -> place.invalid(NAME, "deadLetterTargetArn is an invalid arn"));
    if (!queue.account().equals(topic.account()) || !queue.region().equals(topic.region())) {
      throw place.invalid(
          NAME, "deadLetterTargetArn must be in the same account and region as the subscription");
    }
    if (TopicName.isFifo(topic.resource()) && !queue.resource().endsWith(".fifo")) {
      throw place.invalid(
          NAME, "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
    }
    return new RedrivePolicy(target);
  }
}
