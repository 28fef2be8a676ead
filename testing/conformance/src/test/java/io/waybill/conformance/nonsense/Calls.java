package io.waybill.conformance.nonsense;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A sensible input for each of SQS's operations, to be spoiled.
final class Calls {
  static final List<String> OPERATIONS =
      List.of(
          "AddPermission",
          "CancelMessageMoveTask",
          "ChangeMessageVisibility",
          "ChangeMessageVisibilityBatch",
          "CreateQueue",
          "DeleteMessage",
          "DeleteMessageBatch",
          "DeleteQueue",
          "GetQueueAttributes",
          "GetQueueUrl",
          "ListDeadLetterSourceQueues",
          "ListMessageMoveTasks",
          "ListQueueTags",
          "ListQueues",
          "PurgeQueue",
          "ReceiveMessage",
          "RemovePermission",
          "SendMessage",
          "SendMessageBatch",
          "SetQueueAttributes",
          "StartMessageMoveTask",
          "TagQueue",
          "UntagQueue");

  private Calls() {}

  static Map<String, Object> of(String operation, String url, String arn) {
    Map<String, Object> input = new LinkedHashMap<>();
    if (!List.of(
            "CancelMessageMoveTask",
            "CreateQueue",
            "GetQueueUrl",
            "ListMessageMoveTasks",
            "ListQueues",
            "StartMessageMoveTask")
        .contains(operation)) {
      input.put("QueueUrl", url);
    }
    input.putAll(more(operation, arn));
    return input;
  }

  private static Map<String, Object> more(String operation, String arn) {
    String handle = "AAAAAAAAAAEAAAAAAAAAAgAAAAGPM33adgBO3xaYuNswj9Qh";
    return switch (operation) {
      case "AddPermission" ->
          Map.of(
              "Label", "label",
              "AWSAccountIds", List.of("111122223333"),
              "Actions", List.of("SendMessage"));
      case "RemovePermission" -> Map.of("Label", "label");
      case "CancelMessageMoveTask" -> Map.of("TaskHandle", "handle");
      case "ChangeMessageVisibility" -> Map.of("ReceiptHandle", handle, "VisibilityTimeout", 1);
      case "ChangeMessageVisibilityBatch" ->
          Map.of(
              "Entries",
              List.of(Map.of("Id", "a", "ReceiptHandle", handle, "VisibilityTimeout", 1)));
      case "CreateQueue" ->
          Map.of(
              "QueueName", "nonsense",
              "Attributes", Map.of("DelaySeconds", "1"),
              "tags", Map.of("k", "v"));
      case "DeleteMessage" -> Map.of("ReceiptHandle", handle);
      case "DeleteMessageBatch" ->
          Map.of("Entries", List.of(Map.of("Id", "a", "ReceiptHandle", handle)));
      case "GetQueueAttributes" -> Map.of("AttributeNames", List.of("All"));
      case "GetQueueUrl" ->
          Map.of("QueueName", "nonsense", "QueueOwnerAWSAccountId", "000000000000");
      case "ListDeadLetterSourceQueues" -> Map.of("MaxResults", 1, "NextToken", "bm9uZQ==");
      case "ListMessageMoveTasks" -> Map.of("SourceArn", arn, "MaxResults", 1);
      case "ListQueues" -> Map.of("QueueNamePrefix", "n", "MaxResults", 1, "NextToken", "bm9uZQ==");
      case "ReceiveMessage" -> receive();
      case "SendMessage" -> send();
      case "SendMessageBatch" -> Map.of("Entries", List.of(entry()));
      case "SetQueueAttributes" -> Map.of("Attributes", Map.of("DelaySeconds", "1"));
      case "StartMessageMoveTask" ->
          Map.of("SourceArn", arn, "DestinationArn", arn, "MaxNumberOfMessagesPerSecond", 1);
      case "TagQueue" -> Map.of("Tags", Map.of("k", "v"));
      case "UntagQueue" -> Map.of("TagKeys", List.of("k"));
      default -> Map.of();
    };
  }

  private static Map<String, Object> receive() {
    return Map.of(
        "AttributeNames",
        List.of("All"),
        "MessageSystemAttributeNames",
        List.of("All"),
        "MessageAttributeNames",
        List.of("All"),
        "MaxNumberOfMessages",
        1,
        "VisibilityTimeout",
        0,
        "WaitTimeSeconds",
        0,
        "ReceiveRequestAttemptId",
        "attempt");
  }

  private static Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>(send());
    entry.put("Id", "a");
    return entry;
  }

  private static Map<String, Object> send() {
    return Map.of(
        "MessageBody",
        "body",
        "DelaySeconds",
        0,
        "MessageAttributes",
        Map.of(
            "a", Map.of("DataType", "String", "StringValue", "x"),
            "b", Map.of("DataType", "Binary", "BinaryValue", "AAEC")),
        "MessageSystemAttributes",
        Map.of("AWSTraceHeader", Map.of("DataType", "String", "StringValue", "Root=1")),
        "MessageGroupId",
        "g",
        "MessageDeduplicationId",
        "d");
  }
}
