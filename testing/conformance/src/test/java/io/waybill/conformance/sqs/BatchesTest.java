package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Batches: what fails as a whole, and what fails for itself.
final class BatchesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static List<Map<String, Object>> bodies(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Shapes.entry("Id", "message-" + i, "MessageBody", "messageBody-" + i))
        .toList();
  }

  private static Fault tooMany(Protocol protocol) {
    return Fault.of(
        protocol,
        "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
        "TooManyEntriesInBatchRequest",
        "Maximum number of entries per request are 10. You have sent 20.");
  }

  @BothProtocols
  void twentyEntriesAreTooMany(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    assertThat(queue.fault("SendMessageBatch", "Entries", bodies(20))).isEqualTo(tooMany(protocol));
    queue.ok("SendMessageBatch", "Entries", bodies(10));
    queue.ok("SendMessageBatch", "Entries", bodies(10));
    List<Map<String, Object>> got = new ArrayList<>(queue.receive("MaxNumberOfMessages", 10));
    got.addAll(queue.receive("MaxNumberOfMessages", 10));
    List<Map<String, Object>> entries = TestQueue.entries(got);
    assertThat(entries).hasSize(20);
    assertThat(queue.fault("DeleteMessageBatch", "Entries", entries)).isEqualTo(tooMany(protocol));
    entries.forEach(entry -> entry.put("VisibilityTimeout", 123));
    assertThat(queue.fault("ChangeMessageVisibilityBatch", "Entries", entries))
        .isEqualTo(tooMany(protocol));
  }

  @BothProtocols
  void anEmptyBatchIsRefused(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    Fault fault = queue.fault("SendMessageBatch", "Entries", List.of());
    assertThat(fault)
        .isEqualTo(
            Fault.of(
                protocol,
                "AWS.SimpleQueueService.EmptyBatchRequest",
                "EmptyBatchRequest",
                "There should be at least one SendMessageBatchRequestEntry in the request."));
  }

  @BothProtocols
  void idsAreLettersDigitsHyphensAndUnderscores(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    Fault expected =
        Fault.of(
            protocol,
            "AWS.SimpleQueueService.InvalidBatchEntryId",
            "InvalidBatchEntryId",
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
                + " can be at most 80 letters long.");
    for (String id : List.of("", "testLongId".repeat(10), "invalid:id")) {
      assertThat(
              queue.fault(
                  "SendMessageBatch",
                  "Entries",
                  List.of(Shapes.entry("Id", id, "MessageBody", "x"))))
          .isEqualTo(expected);
      assertThat(
              queue.fault(
                  "DeleteMessageBatch",
                  "Entries",
                  List.of(Shapes.entry("Id", id, "ReceiptHandle", "testHandle1"))))
          .isEqualTo(expected);
    }
  }

  @BothProtocols
  void aBatchWeighsNoMoreThanAMebibyte(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    List<Map<String, Object>> entries =
        List.of(
            Shapes.entry(
                "Id", "1",
                "MessageBody", "a".repeat(1_048_576 - 8),
                "MessageAttributes", Map.of("k", Shapes.text("x"))),
            Shapes.entry("Id", "2", "MessageBody", "a"));
    assertThat(queue.fault("SendMessageBatch", "Entries", entries))
        .isEqualTo(
            Fault.of(
                protocol,
                "AWS.SimpleQueueService.BatchRequestTooLong",
                "BatchRequestTooLong",
                "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577"
                    + " bytes."));
  }

  @BothProtocols
  void entriesUpToTheQueuesMaximumSucceed(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.set("MaximumMessageSize", "2048");
    List<Map<String, Object>> entries =
        List.of(
            Shapes.entry(
                "Id", "1",
                "MessageBody", "a".repeat(2048 - 8),
                "MessageAttributes", Map.of("k", Shapes.text("x"))),
            Shapes.entry("Id", "2", "MessageBody", "a"));
    Map<String, Object> sent = queue.ok("SendMessageBatch", "Entries", entries);
    assertThat(sent).containsOnlyKeys("Successful");
    List<Map<String, Object>> successful =
        Shapes.list(sent, "Successful").stream()
            .map(each -> Shapes.without(each, "MessageId"))
            .toList();
    assertThat(successful)
        .containsExactly(
            Shapes.entry(
                "Id", "1",
                "MD5OfMessageAttributes", "a45daa70926828a2f0a1db3418e6feb4",
                "MD5OfMessageBody", "f44facf5a7ee0af446ecf3e0f854441e"),
            Shapes.entry("Id", "2", "MD5OfMessageBody", "0cc175b9c0f1b6a831c399e269772661"));
  }

  @BothProtocols
  void aBodyThatIsRefusedFailsAlone(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    List<Map<String, Object>> entries = new ArrayList<>(bodies(9));
    entries.add(Shapes.entry("Id", "9", "MessageBody", "\u0001"));
    Map<String, Object> sent = queue.ok("SendMessageBatch", "Entries", entries);
    assertThat(Shapes.list(sent, "Successful")).hasSize(9);
    assertThat(Shapes.list(sent, "Failed")).hasSize(1);
    assertThat(Shapes.list(sent, "Failed").getFirst())
        .containsEntry("Id", "9")
        .containsEntry("SenderFault", true)
        .containsEntry("Code", "InvalidMessageContents");
    assertThat(queue.receive("MaxNumberOfMessages", 10)).hasSize(9);
  }

  @BothProtocols
  void aFifoBatchWithoutDeduplicationIdFailsAsAWhole(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    Map<String, Object> good =
        Shapes.entry(
            "Id", "a", "MessageBody", "x", "MessageGroupId", "g", "MessageDeduplicationId", "d");
    Map<String, Object> bad = Shapes.entry("Id", "b", "MessageBody", "x", "MessageGroupId", "g");
    assertThat(queue.fault("SendMessageBatch", "Entries", List.of(good, bad)))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly"));
    assertThat(queue.receive()).isEmpty();
  }

  @BothProtocols
  void aFifoBatchWithoutGroupIdFailsAsAWhole(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    Map<String, Object> bad =
        Shapes.entry("Id", "b", "MessageBody", "x", "MessageDeduplicationId", "d");
    assertThat(queue.fault("SendMessageBatch", "Entries", List.of(bad)))
        .isEqualTo(
            Fault.of(
                protocol,
                "MissingParameter",
                "MissingRequiredParameterException",
                "The request must contain the parameter MessageGroupId."));
  }

  @BothProtocols
  void tenMessagesAreSentReceivedAndDeletedInThreeCalls(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.ok("SendMessageBatch", "Entries", bodies(10));
    List<Map<String, Object>> entries = TestQueue.entries(queue.receive("MaxNumberOfMessages", 10));
    Map<String, Object> deleted = queue.ok("DeleteMessageBatch", "Entries", entries);
    assertThat(deleted).containsOnlyKeys("Successful");
    assertThat(Shapes.list(deleted, "Successful")).hasSize(10);
    assertThat(queue.attributes("ApproximateNumberOfMessagesNotVisible"))
        .containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
  }
}
