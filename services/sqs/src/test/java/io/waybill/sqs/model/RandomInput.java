package io.waybill.sqs.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// Inputs a client might send, from a seed: mostly near what a rule takes, so that both its sides
/// are seen.
final class RandomInput {
  private static final String[] ALPHABETS = {
    "abcXYZ019-_", "abc.019-_", "\"{}[]:,0a\\ ", "\u0000\t\n\r\u001f \u007f", "äßø日😀\uFFFE\uD800",
  };
  private static final int[] LENGTHS = {0, 1, 2, 5, 79, 80, 81, 127, 128, 129, 256, 257};

  private final Random random;

  RandomInput(long seed) {
    random = new Random(seed);
  }

  boolean flip() {
    return random.nextBoolean();
  }

  String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  int integer() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextInt(12);
      case 2 -> random.nextInt(1000) - 50;
      default -> random.nextInt(50_000);
    };
  }

  String text() {
    String alphabet = flip() ? ALPHABETS[0] : oneOf(ALPHABETS);
    int length = flip() ? random.nextInt(12) : LENGTHS[random.nextInt(LENGTHS.length)];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return random.nextInt(5) == 0 ? text + ".fifo" : text.toString();
  }

  byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  String number() {
    return oneOf("", "-") + integer() + oneOf("", ".5", "e" + integer(), "E-" + integer());
  }

  String dataType() {
    return oneOf("String", "Number", "Binary", "String." + text(), "Number.int", text());
  }

  String attributeName() {
    return oneOf(
        "All",
        "VisibilityTimeout",
        "DelaySeconds",
        "MaximumMessageSize",
        "MessageRetentionPeriod",
        "ReceiveMessageWaitTimeSeconds",
        "Policy",
        "RedrivePolicy",
        "RedriveAllowPolicy",
        "KmsMasterKeyId",
        "KmsDataKeyReusePeriodSeconds",
        "SqsManagedSseEnabled",
        "FifoQueue",
        "ContentBasedDeduplication",
        "DeduplicationScope",
        "FifoThroughputLimit",
        "QueueArn",
        text());
  }

  Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      attributes.put(
          attributeName(),
          oneOf(
              text(),
              Integer.toString(integer()),
              json(),
              "",
              "true",
              "false",
              "queue",
              "messageGroup",
              "perQueue",
              "perMessageGroupId"));
    }
    return attributes;
  }

  /// A policy of one of the three kinds, whole, with something odd in it, or in pieces.
  String json() {
    String whole =
        switch (random.nextInt(3)) {
          case 0 ->
              "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:111111111111:dlq\","
                  + "\"maxReceiveCount\":"
                  + oneOf("1", "1000", "\"5\"", "null", "[]", number())
                  + "}";
          case 1 ->
              "{\"redrivePermission\":"
                  + oneOf("\"allowAll\"", "\"denyAll\"", "\"byQueue\"", "7", "{}")
                  + oneOf(
                      "",
                      ",\"sourceQueueArns\":[\"arn:aws:sqs:r:1:q\"]",
                      ",\"sourceQueueArns\":[null]")
                  + "}";
          default ->
              PolicyTextTest.POLICY.replace(
                  oneOf("Allow", "Sid", "\"*\"", "2012-10-17"),
                  oneOf("Allow", "Sid", "\"*\"", "Deny", "x"));
        };
    return switch (random.nextInt(4)) {
      case 0 -> whole.substring(0, random.nextInt(whole.length() + 1));
      case 1 ->
          whole.replace(Character.toString(whole.charAt(random.nextInt(whole.length()))), text());
      default -> whole;
    };
  }
}
