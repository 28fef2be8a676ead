package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.Protocol;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Rules that take seconds, hours and days, one step before each and one after.
final class TimeTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static TestQueue queue(Protocol protocol, String... attributes) {
    return TestQueue.standard(SERVER.sqs(protocol), attributes);
  }

  @BothProtocols
  void aMessageIsHiddenForUpToTwelveHours(Protocol protocol) {
    TestQueue queue = queue(protocol);
    queue.send("x");
    queue.receive("VisibilityTimeout", 43_200);
    SERVER.advance(Duration.ofSeconds(43_190));
    assertThat(queue.receive()).isEmpty();
    SERVER.advance(Duration.ofSeconds(11));
    assertThat(queue.receiveBodies()).containsExactly("x");
  }

  @BothProtocols
  void aMessageCannotBeHiddenForMoreThanTwelveHoursInAll(Protocol protocol) {
    TestQueue queue = queue(protocol);
    queue.send("x");
    Map<String, Object> got = queue.receive("VisibilityTimeout", 3_600).getFirst();
    SERVER.advance(Duration.ofMinutes(30));
    Fault fault =
        queue.fault(
            "ChangeMessageVisibility",
            "ReceiptHandle",
            TestQueue.handle(got),
            "VisibilityTimeout",
            43_200);
    assertThat(fault)
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total"
                    + " VisibilityTimeout for the message is beyond the limit [43200 seconds]."));
    queue.changeVisibility(got, 41_000);
  }

  @BothProtocols
  void anExtendedMessageStaysHidden(Protocol protocol) {
    TestQueue queue = queue(protocol, "VisibilityTimeout", "2");
    queue.send("test");
    Map<String, Object> got = queue.receive().getFirst();
    for (int i = 0; i < 4; i++) {
      SERVER.advance(Duration.ofSeconds(1));
      queue.changeVisibility(got, 2);
      assertThat(queue.receive()).isEmpty();
    }
    SERVER.advance(Duration.ofSeconds(3));
    assertThat(queue.receiveBodies()).containsExactly("test");
  }

  @BothProtocols
  void aDelayedMessageIsCountedAndComesInTime(Protocol protocol) {
    TestQueue queue = queue(protocol);
    queue.send("ed");
    queue.send("foo", "DelaySeconds", 900);
    assertThat(counts(queue)).isEqualTo(Map.of(VISIBLE, "1", DELAYED, "1"));
    queue.delete(queue.receive().getFirst());
    SERVER.advance(Duration.ofSeconds(890));
    assertThat(queue.receive()).isEmpty();
    SERVER.advance(Duration.ofSeconds(11));
    assertThat(counts(queue)).isEqualTo(Map.of(VISIBLE, "1", DELAYED, "0"));
    assertThat(queue.receiveBodies()).containsExactly("foo");
  }

  private static final String VISIBLE = "ApproximateNumberOfMessages";
  private static final String DELAYED = "ApproximateNumberOfMessagesDelayed";

  private static Map<String, Object> counts(TestQueue queue) {
    return queue.attributes(VISIBLE, DELAYED);
  }

  @BothProtocols
  void aMessageIsKeptAsLongAsTheQueueSays(Protocol protocol) {
    TestQueue shortest = queue(protocol, "MessageRetentionPeriod", "60");
    TestQueue longest = queue(protocol, "MessageRetentionPeriod", "1209600");
    shortest.send("x");
    longest.send("x");
    SERVER.advance(Duration.ofSeconds(61));
    assertThat(shortest.receive()).isEmpty();
    assertThat(shortest.attributes(VISIBLE)).containsEntry(VISIBLE, "0");
    SERVER.advance(Duration.ofDays(14).minusSeconds(120));
    assertThat(longest.receiveBodies("VisibilityTimeout", 0)).containsExactly("x");
    SERVER.advance(Duration.ofSeconds(61));
    assertThat(longest.receive()).isEmpty();
  }

  @BothProtocols
  void aMessageInFlightGoesWhenItsTimeIsOver(Protocol protocol) {
    TestQueue queue = queue(protocol, "MessageRetentionPeriod", "60");
    queue.send("x");
    queue.receive("VisibilityTimeout", 3_600);
    SERVER.advance(Duration.ofSeconds(61));
    assertThat(queue.attributes("ApproximateNumberOfMessagesNotVisible"))
        .containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
  }

  @BothProtocols
  void aLateReceiptDeletesUntilTheMessageIsReceivedAgain(Protocol protocol) {
    TestQueue queue = queue(protocol, "VisibilityTimeout", "1");
    queue.send("test");
    Map<String, Object> got = queue.receive().getFirst();
    SERVER.advance(Duration.ofSeconds(2));
    queue.delete(got);
    assertThat(queue.attributes(VISIBLE)).containsEntry(VISIBLE, "0");
    queue.send("again");
    Map<String, Object> first = queue.receive().getFirst();
    SERVER.advance(Duration.ofSeconds(2));
    assertThat(queue.receiveBodies()).containsExactly("again");
    queue.delete(first);
    SERVER.advance(Duration.ofSeconds(2));
    assertThat(queue.receiveBodies()).containsExactly("again");
  }

  @BothProtocols
  void aNewScopeOfDeduplicationHoldsAfterAMinute(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    queue.set("DeduplicationScope", "messageGroup", "FifoThroughputLimit", "perMessageGroupId");
    SERVER.advance(Duration.ofSeconds(61));
    queue.send("1", "MessageGroupId", "a", "MessageDeduplicationId", "d");
    queue.send("2", "MessageGroupId", "b", "MessageDeduplicationId", "d");
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10)).containsExactlyInAnyOrder("1", "2");
  }

  @BothProtocols
  void aDeletedMessagesReceiptChangesNothing(Protocol protocol) {
    TestQueue queue = queue(protocol);
    queue.send("foo");
    Map<String, Object> got = queue.receive().getFirst();
    queue.changeVisibility(got, 42);
    queue.delete(got);
    queue.delete(got);
    String handle = TestQueue.handle(got);
    assertThat(
            queue.fault(
                "ChangeMessageVisibility", "ReceiptHandle", handle, "VisibilityTimeout", 42))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Value "
                    + handle
                    + " for parameter ReceiptHandle is invalid. Reason: Message does not exist or"
                    + " is not available for visibility timeout change."));
  }
}
