package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.JsonText;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tasks that move dead letters back.
final class MoveTasksTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  /// A queue whose messages become dead letters at their second receive.
  private static TestQueue source(TestQueue deadLetters) {
    return TestQueue.standard(
        deadLetters.sqs(),
        "RedrivePolicy",
        DeadLettersTest.redrive(deadLetters, 1),
        "VisibilityTimeout",
        "0");
  }

  private static void kill(TestQueue queue, String... bodies) {
    for (String body : bodies) {
      queue.send(body);
    }
    queue.receive("MaxNumberOfMessages", 10);
    assertThat(queue.receive("MaxNumberOfMessages", 10)).isEmpty();
  }

  /// The latest task of `queue`, once it has come to an end.
  private static Map<String, Object> ended(TestQueue queue) {
    long patience = System.nanoTime() + 20_000_000_000L;
    while (true) {
      Map<String, Object> task =
          Shapes.list(queue.sqs().ok("ListMessageMoveTasks", "SourceArn", queue.arn()), "Results")
              .getFirst();
      if (!"RUNNING".equals(task.get("Status")) || System.nanoTime() > patience) {
        return task;
      }
      Thread.onSpinWait();
    }
  }

  @BothProtocols
  void messagesGoBackToWhereTheyCameFrom(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    TestQueue one = source(deadLetters);
    TestQueue two = source(deadLetters);
    kill(one, "a1", "a2");
    kill(two, "b1", "b2");
    Map<String, Object> started = sqs.ok("StartMessageMoveTask", "SourceArn", deadLetters.arn());
    assertThat(started).containsOnlyKeys("TaskHandle");
    Map<String, Object> task = ended(deadLetters);
    assertThat(Shapes.without(task, "StartedTimestamp"))
        .isEqualTo(
            Shapes.entry(
                "ApproximateNumberOfMessagesMoved",
                4,
                "ApproximateNumberOfMessagesToMove",
                4,
                "SourceArn",
                deadLetters.arn(),
                "Status",
                "COMPLETED"));
    assertThat(task.get("StartedTimestamp")).isInstanceOf(Long.class);
    assertThat(one.receiveBodies("MaxNumberOfMessages", 10)).containsExactlyInAnyOrder("a1", "a2");
    assertThat(two.receiveBodies("MaxNumberOfMessages", 10)).containsExactlyInAnyOrder("b1", "b2");
  }

  @BothProtocols
  void messagesGoWhereTheTaskSays(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    TestQueue elsewhere = TestQueue.standard(sqs);
    kill(source(deadLetters), "a1", "a2");
    sqs.ok(
        "StartMessageMoveTask", "SourceArn", deadLetters.arn(), "DestinationArn", elsewhere.arn());
    assertThat(ended(deadLetters))
        .containsEntry("DestinationArn", elsewhere.arn())
        .containsEntry("Status", "COMPLETED");
    assertThat(elsewhere.receiveBodies("MaxNumberOfMessages", 10))
        .containsExactlyInAnyOrder("a1", "a2");
  }

  @BothProtocols
  void aSlowTaskCanBeCancelled(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    kill(source(deadLetters), "a1", "a2", "a3", "a4", "a5", "a6", "a7");
    String handle =
        Shapes.text(
            sqs.ok(
                "StartMessageMoveTask",
                "SourceArn",
                deadLetters.arn(),
                "MaxNumberOfMessagesPerSecond",
                1),
            "TaskHandle");
    assertThat(sqs.fault("StartMessageMoveTask", "SourceArn", deadLetters.arn()))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "There is already a task running. Only one active task is allowed for a source"
                    + " queue arn at a given time."));
    Map<String, Object> cancelled = sqs.ok("CancelMessageMoveTask", "TaskHandle", handle);
    assertThat(cancelled).containsOnlyKeys("ApproximateNumberOfMessagesMoved");
    Map<String, Object> task = ended(deadLetters);
    assertThat(task)
        .containsEntry("Status", "CANCELLED")
        .containsEntry("MaxNumberOfMessagesPerSecond", 1)
        .doesNotContainKey("TaskHandle");
  }

  @BothProtocols
  void aTaskThatIsNoneCannotBeCancelled(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    source(deadLetters);
    String handle =
        Base64.getEncoder()
            .encodeToString(
                JsonText.of(
                        Shapes.entry(
                            "taskId", UUID.randomUUID().toString(),
                            "sourceArn", deadLetters.arn()))
                    .getBytes(StandardCharsets.UTF_8));
    Fault fault = sqs.fault("CancelMessageMoveTask", "TaskHandle", handle);
    assertThat(fault)
        .isEqualTo(
            new Fault(
                404,
                "ResourceNotFoundException",
                "Sender",
                protocol == Protocol.JSON ? "ResourceNotFoundException" : "",
                "Task does not exist."));
    assertThat(sqs.fault("CancelMessageMoveTask", "TaskHandle", "foobared").code())
        .isEqualTo("InvalidParameterValue");
  }

  @BothProtocols
  void onlyDeadLettersCanBeMoved(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue ordinary = TestQueue.standard(sqs);
    assertThat(sqs.fault("StartMessageMoveTask", "SourceArn", ordinary.arn()))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Source queue must be configured as a Dead Letter Queue."));
    TestQueue deadLetters = TestQueue.standard(sqs);
    source(deadLetters);
    String gone = deadLetters.arn() + "-gone";
    assertThat(
            sqs.fault(
                    "StartMessageMoveTask", "SourceArn", deadLetters.arn(), "DestinationArn", gone)
                .code())
        .isEqualTo("ResourceNotFoundException");
    assertThat(sqs.fault("StartMessageMoveTask", "SourceArn", gone).code())
        .isEqualTo("ResourceNotFoundException");
    assertThat(
            sqs.ok("ListMessageMoveTasks", "SourceArn", deadLetters.arn())
                .getOrDefault("Results", List.of()))
        .isEqualTo(List.of());
  }
}
