package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is sent twice to a FIFO queue arrives once.
final class DeduplicationTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static Map<String, Object> send(TestQueue queue, String body, String group, String id) {
    return queue.send(body, "MessageGroupId", group, "MessageDeduplicationId", id);
  }

  @BothProtocols
  void theSameContentArrivesOnce(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol), "ContentBasedDeduplication", "true");
    queue.send("{\"foo\": \"bar\"}", "MessageGroupId", "group-1");
    queue.send("{\"foo\": \"bar\"}", "MessageGroupId", "group-1");
    assertThat(queue.receive("MaxNumberOfMessages", 10)).hasSize(1);
  }

  @BothProtocols
  void aDuplicateIsAnsweredWithTheFirstOnesIdAndNumber(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    Map<String, Object> first = send(queue, "x", "g", "d");
    assertThat(send(queue, "x", "g", "d")).isEqualTo(first);
  }

  @BothProtocols
  void aDeletedMessageStillKeepsItsDuplicatesOut(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    send(queue, "x", "g", "d");
    queue.delete(queue.receive().getFirst());
    send(queue, "x", "g", "d");
    assertThat(queue.ok("ReceiveMessage")).isEmpty();
  }

  @BothProtocols
  void theGroupDoesNotMatterInAQueueWideScope(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    send(queue, "Test", "group-1", "d");
    send(queue, "Test", "group-2", "d");
    Map<String, Object> got = queue.receive().getFirst();
    assertThat(got).containsEntry("MD5OfBody", "0cbc6611f5540bd0809a388dc95a615b");
    assertThat(queue.ok("ReceiveMessage")).isEmpty();
  }

  @BothProtocols
  void eachGroupHasItsOwnIdsInHighThroughput(Protocol protocol) {
    TestQueue queue =
        TestQueue.fifo(
            SERVER.sqs(protocol),
            "DeduplicationScope",
            "messageGroup",
            "FifoThroughputLimit",
            "perMessageGroupId");
    send(queue, "Test1", "group-1", "d");
    send(queue, "Test2", "group-2", "d");
    assertThat(queue.receiveBodies()).containsExactly("Test1");
    assertThat(queue.receiveBodies()).containsExactly("Test2");
  }

  @BothProtocols
  void anIdFromBeforeTheChangeToHighThroughputStillCounts(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    send(queue, "Test1", "group-1", "dedup");
    assertThat(queue.receiveBodies()).containsExactly("Test1");
    send(queue, "Test2", "group-2", "dedup");
    assertThat(queue.receiveBodies()).isEmpty();
    queue.set("DeduplicationScope", "messageGroup", "FifoThroughputLimit", "perMessageGroupId");
    send(queue, "Test3", "group-3", "dedup");
    assertThat(queue.receiveBodies()).isEmpty();
    send(queue, "Test4", "group-4", "dedup2");
    assertThat(queue.receiveBodies()).containsExactly("Test4");
    send(queue, "Test5", "group-5", "dedup2");
    assertThat(queue.receiveBodies()).isEmpty();
  }

  @BothProtocols
  void anIdIsForgottenAfterFiveMinutes(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    send(queue, "1", "g", "d");
    SERVER.advance(Duration.ofSeconds(290));
    send(queue, "2", "g", "d");
    SERVER.advance(Duration.ofSeconds(11));
    send(queue, "3", "g", "d");
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10)).containsExactly("1", "3");
  }

  @BothProtocols
  void aPurgeForgetsTheIds(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    send(queue, "message-1", "g", "d");
    queue.ok("PurgeQueue");
    send(queue, "message-2", "g", "d");
    assertThat(queue.receiveBodies("WaitTimeSeconds", 1)).containsExactly("message-2");
  }
}
