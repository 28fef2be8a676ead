package io.waybill.sqs.model;

import io.waybill.core.Arn;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// Where a queue sends a message that was received `maxReceiveCount` times and never deleted.
///
/// @param deadLetterTargetArn the dead-letter queue
/// @param maxReceiveCount 1 to 1,000
public record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {
  private static final String NAME = "RedrivePolicy";
  private static final int RECEIVES_MIN = 1;
  private static final int RECEIVES_MAX = 1000;

  /// The policy in the JSON `text`, or a refusal. The count may be a number or a string of digits.
  public static RedrivePolicy parse(String text) {
    JsonValue.Obj policy =
        JsonValue.parseObject(text)
            .orElseThrow(
                () -> Refusals.invalidAttribute(NAME, "Redrive policy is not a valid JSON map."));
    String count = text(policy, "maxReceiveCount", text);
    String target = text(policy, "deadLetterTargetArn", text);
    int receives = receives(count, text);
    checkTarget(target, text);
    if (policy.members().size() > 2) {
      throw refusal(
          text, "Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].");
    }
    return new RedrivePolicy(target, receives);
  }

  /// The policy in a text of [#render]. It is asked by no rule: one that is tightened later must
  /// not keep a stored queue from loading.
  static RedrivePolicy stored(String text) {
    JsonValue.Obj policy = JsonValue.parseObject(text).orElseThrow();
    return new RedrivePolicy(
        text(policy, "deadLetterTargetArn", text),
        Integer.parseInt(text(policy, "maxReceiveCount", text)));
  }

  /// This policy as AWS writes it.
  public String render() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("deadLetterTargetArn", new JsonValue.Text(deadLetterTargetArn));
    members.put("maxReceiveCount", new JsonValue.Num(Integer.toString(maxReceiveCount)));
    return new JsonValue.Obj(members).render();
  }

  /// The refusal where no queue has the target's ARN.
  public Refusal targetDoesNotExist() {
    return refusal(render(), "Dead letter target does not exist.");
  }

  /// Refuses a policy whose target cannot serve the queue `source`: a dead-letter queue lies in the
  /// same region and account and is of the same type.
  public void checkFor(Arn source) {
    Arn target = Arn.parse(deadLetterTargetArn).orElseThrow(this::targetDoesNotExist);
    if (!target.region().equals(source.region())) {
      throw refusal(render(), "Dead-letter target must be in same region as the source.");
    }
    if (!target.account().equals(source.account())) {
      throw refusal(render(), "Dead-letter target owner should be same as the source.");
    }
    if (target.resource().endsWith(".fifo") != source.resource().endsWith(".fifo")) {
      // AWS: with two full stops.
      throw refusal(render(), "Dead-letter queue must be same type of queue as the source..");
    }
  }

  /// The refusal where the target's redrive allow policy does not name the source.
  public Refusal targetRefusesSource() {
    return refusal(
        render(),
        "Queue does not have permission to use the dead-letter queue: " + deadLetterTargetArn);
  }

  private static void checkTarget(String target, String text) {
    Arn arn =
        Arn.parse(target)
            .orElseThrow(
                () -> refusal(text, "Dead-letter target ARN should be fully qualified ARN."));
    if (!arn.service().equals("sqs")) {
      throw refusal(text, "Only SQS queues are valid resources for deadLetterTargetArn.");
    }
  }

  private static int receives(String count, String text) {
    OptionalInt value = Numbers.parse(count);
    if (value.isEmpty() || value.getAsInt() < RECEIVES_MIN || value.getAsInt() > RECEIVES_MAX) {
      throw refusal(
          text,
          "Invalid value for maxReceiveCount: "
              + count
              + ", valid values are from 1 to 1000 both inclusive.");
    }
    return value.getAsInt();
  }

  private static String text(JsonValue.Obj policy, String member, String text) {
    return switch (policy.get(member).orElse(new JsonValue.Null())) {
      case JsonValue.Text string -> string.value();
      case JsonValue.Num number -> number.digits();
      case JsonValue.Obj _, JsonValue.Arr _, JsonValue.Bool _, JsonValue.Null _ ->
          throw refusal(
              text, "Redrive policy does not contain mandatory attribute: " + member + ".");
    };
  }

  private static Refusal refusal(String text, String reason) {
    return Refusals.invalidValue(NAME, text, reason);
  }
}
