package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Dead-letter queues.
final class DeadLettersTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  static String redrive(TestQueue deadLetters, Object maxReceiveCount) {
    return "{\"deadLetterTargetArn\":\""
        + deadLetters.arn()
        + "\",\"maxReceiveCount\":"
        + maxReceiveCount
        + "}";
  }

  @BothProtocols
  void aMessageReceivedTooOftenMovesWithAllItsAttributes(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    TestQueue queue =
        TestQueue.standard(sqs, "RedrivePolicy", redrive(deadLetters, 1), "VisibilityTimeout", "0");
    String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    Map<String, Object> sent =
        queue.send(
            "message-1",
            "MessageAttributes",
            Map.of("MyAttribute", Shapes.text("foobar")),
            "MessageSystemAttributes",
            Map.of("AWSTraceHeader", Shapes.text(trace)));
    List<String> names =
        List.of(
            "AWSTraceHeader",
            "ApproximateFirstReceiveTimestamp",
            "ApproximateReceiveCount",
            "DeadLetterQueueSourceArn",
            "SentTimestamp");
    Object[] all = {"AttributeNames", names, "MessageAttributeNames", List.of("All")};
    Map<String, Object> before = queue.receive(all).getFirst();
    assertThat(Shapes.under(before, "Attributes"))
        .containsEntry("ApproximateReceiveCount", "1")
        .doesNotContainKey("DeadLetterQueueSourceArn");
    assertThat(queue.receive(all)).isEmpty();
    Map<String, Object> dead = deadLetters.receive(all).getFirst();
    assertThat(dead)
        .containsEntry("Body", "message-1")
        .containsEntry("MessageId", Shapes.text(sent, "MessageId"))
        .containsEntry("MD5OfBody", "3d6b824fd8c1520e9a047d21fee6fb1f")
        .containsEntry("MD5OfMessageAttributes", "adb59cd4678ea5a855436b949cd07ab6")
        .containsEntry("MessageAttributes", Map.of("MyAttribute", Shapes.text("foobar")));
    assertThat(Shapes.under(dead, "Attributes"))
        .containsEntry("ApproximateReceiveCount", "2")
        .containsEntry("DeadLetterQueueSourceArn", queue.arn())
        .containsEntry("AWSTraceHeader", trace)
        .containsEntry(
            "ApproximateFirstReceiveTimestamp",
            Shapes.at(before, "Attributes", "ApproximateFirstReceiveTimestamp"))
        .containsEntry("SentTimestamp", Shapes.at(before, "Attributes", "SentTimestamp"));
  }

  @BothProtocols
  void deadLettersMayHaveDeadLetters(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue third = TestQueue.standard(sqs);
    TestQueue second =
        TestQueue.standard(sqs, "RedrivePolicy", redrive(third, 1), "VisibilityTimeout", "0");
    TestQueue first =
        TestQueue.standard(sqs, "RedrivePolicy", redrive(second, 1), "VisibilityTimeout", "0");
    first.send("test");
    for (TestQueue queue : List.of(first, second)) {
      assertThat(queue.receiveBodies()).containsExactly("test");
      assertThat(queue.receive()).isEmpty();
    }
    assertThat(third.receiveBodies()).containsExactly("test");
  }

  @BothProtocols
  void fifoQueuesHaveFifoDeadLetters(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.fifo(sqs, "ContentBasedDeduplication", "true");
    TestQueue queue =
        TestQueue.fifo(
            sqs, "ContentBasedDeduplication", "true", "RedrivePolicy", redrive(deadLetters, 2));
    Map<String, Object> sent = queue.send("foobar", "MessageGroupId", "1");
    IntStream.range(0, 3).forEach(i -> queue.receive("VisibilityTimeout", 0));
    Map<String, Object> dead = deadLetters.receive("WaitTimeSeconds", 1).getFirst();
    assertThat(dead).containsEntry("MessageId", Shapes.text(sent, "MessageId"));
    TestQueue standard = TestQueue.standard(sqs);
    assertThat(
            standard
                .fault(
                    "SetQueueAttributes",
                    "Attributes",
                    Shapes.map("RedrivePolicy", redrive(deadLetters, 2)))
                .code())
        .isEqualTo("InvalidParameterValue");
  }

  @BothProtocols
  void thePolicyIsChecked(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    TestQueue queue = TestQueue.standard(sqs);
    for (String policy :
        List.of(
            "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\"}",
            "{\"maxReceiveCount\":\"42\"}",
            redrive(deadLetters, "\"invalid\""),
            redrive(deadLetters, 0),
            redrive(deadLetters, 1001),
            "{\"deadLetterTargetArn\":\"dummy\",\"maxReceiveCount\":42}")) {
      assertThat(
              queue
                  .fault("SetQueueAttributes", "Attributes", Map.of("RedrivePolicy", policy))
                  .code())
          .as(policy)
          .isEqualTo("InvalidParameterValue");
    }
    assertThat(queue.fault("SetQueueAttributes", "Attributes", Map.of("RedrivePolicy", "not json")))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidAttributeValue",
                "InvalidAttributeValue",
                "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a"
                    + " valid JSON map."));
    queue.set("RedrivePolicy", redrive(deadLetters, "\"42\""));
    queue.set("RedrivePolicy", redrive(deadLetters, 3));
    assertThat(queue.attributes("RedrivePolicy"))
        .isEqualTo(Map.of("RedrivePolicy", redrive(deadLetters, 3)));
    queue.set("RedrivePolicy", "");
    assertThat(queue.attributes("RedrivePolicy")).isEmpty();
  }

  @BothProtocols
  void sourcesAreListed(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    assertThat(deadLetters.ok("ListDeadLetterSourceQueues").getOrDefault("queueUrls", List.of()))
        .isEqualTo(List.of());
    List<String> sources =
        IntStream.range(0, 3)
            .mapToObj(i -> TestQueue.standard(sqs, "RedrivePolicy", redrive(deadLetters, 5)).url())
            .toList();
    assertThat(Shapes.texts(deadLetters.ok("ListDeadLetterSourceQueues"), "queueUrls"))
        .containsExactlyInAnyOrderElementsOf(sources);
    Map<String, Object> page = deadLetters.ok("ListDeadLetterSourceQueues", "MaxResults", 2);
    Map<String, Object> rest =
        deadLetters.ok(
            "ListDeadLetterSourceQueues",
            "MaxResults",
            2,
            "NextToken",
            Shapes.text(page, "NextToken"));
    assertThat(Shapes.texts(page, "queueUrls")).hasSize(2);
    assertThat(Shapes.texts(rest, "queueUrls")).hasSize(1);
  }
}
