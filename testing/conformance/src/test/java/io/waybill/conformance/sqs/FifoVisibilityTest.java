package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// When messages of a FIFO queue can be received again.
final class FifoVisibilityTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static TestQueue queue(Protocol protocol, String... more) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol), "ContentBasedDeduplication", "true");
    if (more.length > 0) {
      queue.set(more);
    }
    return queue;
  }

  private static void sendAll(TestQueue queue, String... bodies) {
    for (String body : bodies) {
      queue.send(body, "MessageGroupId", body.substring(0, 2));
    }
  }

  @BothProtocols
  void messagesComeBackInOrder(Protocol protocol) {
    TestQueue queue = queue(protocol, "VisibilityTimeout", "1");
    sendAll(queue, "g1-0", "g1-1", "g1-2");
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
        .containsExactly("g1-0", "g1-1", "g1-2");
    SERVER.advance(Duration.ofSeconds(2));
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
        .containsExactly("g1-0", "g1-1", "g1-2");
  }

  @BothProtocols
  void aGroupIsHiddenAsAWhole(Protocol protocol) {
    TestQueue queue = queue(protocol, "VisibilityTimeout", "1");
    sendAll(queue, "g1-m1", "g1-m2", "g1-m3", "g1-m4", "g2-m1", "g3-m1");
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 2)).containsExactly("g1-m1", "g1-m2");
    assertThat(queue.receiveBodies()).containsExactly("g2-m1");
    SERVER.advance(Duration.ofSeconds(2));
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10, "VisibilityTimeout", 0))
        .isIn(
            List.of("g3-m1", "g1-m1", "g1-m2", "g1-m3", "g1-m4", "g2-m1"),
            List.of("g3-m1", "g2-m1", "g1-m1", "g1-m2", "g1-m3", "g1-m4"));
  }

  @BothProtocols
  void aMessageWhoseTimeIsChangedComesBackAlone(Protocol protocol) {
    TestQueue queue = queue(protocol);
    sendAll(queue, "g1-m1", "g1-m2", "g2-m1");
    queue.changeVisibility(queue.receive("MaxNumberOfMessages", 2).getFirst(), 1);
    SERVER.advance(Duration.ofSeconds(2));
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 3)).containsExactly("g2-m1", "g1-m1");
  }

  /// Three messages in flight, of which some are given back, in each of the eight ways. A hidden
  /// message hides all behind it in its group.
  @BothProtocols
  void whatIsBehindAHiddenMessageIsHiddenToo(Protocol protocol) {
    List<String> bodies = List.of("g1-foo", "g1-bar", "g1-baz");
    for (int shown = 0; shown < 8; shown++) {
      TestQueue queue = queue(protocol);
      sendAll(queue, "g1-foo", "g1-bar", "g1-baz");
      List<Map<String, Object>> got = queue.receive("MaxNumberOfMessages", 10);
      for (int i = 0; i < 3; i++) {
        queue.changeVisibility(got.get(i), (shown >> i & 1) == 1 ? 0 : 600);
      }
      int first = Integer.numberOfTrailingZeros(~shown);
      assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
          .as("shown %s", Integer.toBinaryString(shown))
          .containsExactlyElementsOf(bodies.subList(0, first));
    }
  }

  @BothProtocols
  void anExpiredHandleDeletesNothing(Protocol protocol) {
    TestQueue queue = queue(protocol, "VisibilityTimeout", "1");
    sendAll(queue, "g1-m1");
    String handle = TestQueue.handle(queue.receive().getFirst());
    SERVER.advance(Duration.ofSeconds(2));
    assertThat(queue.fault("DeleteMessage", "ReceiptHandle", handle))
        .isEqualTo(
            io.waybill.conformance.raw.Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Value "
                    + handle
                    + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has"
                    + " expired."));
  }

  @BothProtocols
  void theQueuesDelayHoldsForEachMessage(Protocol protocol) {
    TestQueue queue = queue(protocol, "DelaySeconds", "2");
    queue.send("g1-m1", "MessageGroupId", "g1", "DelaySeconds", 0);
    sendAll(queue, "g1-m2", "g1-m3");
    assertThat(queue.receive()).isEmpty();
    SERVER.advance(Duration.ofSeconds(3));
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 3))
        .containsExactly("g1-m1", "g1-m2", "g1-m3");
  }

  @Test
  void anAttemptThatIsRepeatedGetsTheSame() {
    TestQueue queue = queue(Protocol.JSON);
    sendAll(queue, "g1-m1", "g1-m2", "g2-m1");
    List<String> first =
        queue.receiveBodies("MaxNumberOfMessages", 2, "ReceiveRequestAttemptId", "a");
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 2, "ReceiveRequestAttemptId", "a"))
        .isEqualTo(first);
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 2, "ReceiveRequestAttemptId", "b"))
        .containsExactly("g2-m1");
  }
}
