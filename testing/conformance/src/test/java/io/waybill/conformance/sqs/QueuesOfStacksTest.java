package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a stack does with its queues, by the calls that it makes: create, replace, modify in place,
/// and policies of several queues.
final class QueuesOfStacksTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static String redrive(TestQueue deadLetters, int receives) {
    return "{\"deadLetterTargetArn\":\""
        + deadLetters.arn()
        + "\",\"maxReceiveCount\":"
        + receives
        + "}";
  }

  private static TestQueue made(
      RawSqs sqs, String name, Map<String, String> attributes, Map<String, String> tags) {
    Map<String, Object> answer =
        sqs.ok("CreateQueue", "QueueName", name, "Attributes", attributes, "tags", tags);
    return new TestQueue(sqs, Shapes.text(answer, "QueueUrl"));
  }

  private static Map<String, Object> shown(TestQueue queue) {
    return Shapes.without(
        queue.attributes("All"), "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn");
  }

  private static Map<String, Object> tags(TestQueue queue) {
    return Shapes.under(queue.ok("ListQueueTags"), "Tags");
  }

  @BothProtocols
  void aQueueIsReplacedByOneOfAnotherNameWithMoreProperties(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    TestQueue old = TestQueue.standard(sqs);
    TestQueue queue =
        made(
            sqs,
            TestQueue.name("another"),
            Shapes.map(
                "DelaySeconds", "15",
                "MaximumMessageSize", "4444",
                "MessageRetentionPeriod", "17777",
                "ReceiveMessageWaitTimeSeconds", "14",
                "RedrivePolicy", redrive(deadLetters, 4),
                "VisibilityTimeout", "35"),
            Shapes.map("Department", "Marketing", "Environment", "Pre-Test"));
    old.ok("DeleteQueue");

    assertThat(shown(queue))
        .isEqualTo(
            Shapes.map(
                "ApproximateNumberOfMessages", "0",
                "ApproximateNumberOfMessagesDelayed", "0",
                "ApproximateNumberOfMessagesNotVisible", "0",
                "DelaySeconds", "15",
                "MaximumMessageSize", "4444",
                "MessageRetentionPeriod", "17777",
                "ReceiveMessageWaitTimeSeconds", "14",
                "RedrivePolicy", redrive(deadLetters, 4),
                "SqsManagedSseEnabled", "true",
                "VisibilityTimeout", "35"));
    assertThat(tags(queue)).isEqualTo(Map.of("Department", "Marketing", "Environment", "Pre-Test"));
    assertThat(old.fault("GetQueueAttributes", "AttributeNames", List.of("All")).message())
        .startsWith("The specified queue does not exist");
  }

  @BothProtocols
  void aQueueIsModifiedInPlace(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue deadLetters = TestQueue.standard(sqs);
    TestQueue queue =
        made(
            sqs,
            TestQueue.name("q"),
            Shapes.map(
                "DelaySeconds", "15",
                "MaximumMessageSize", "4444",
                "MessageRetentionPeriod", "17777",
                "ReceiveMessageWaitTimeSeconds", "14",
                "RedrivePolicy", redrive(deadLetters, 4),
                "VisibilityTimeout", "35"),
            Shapes.map("Department", "Marketing", "Cost", "low"));
    queue.set(
        "DelaySeconds", "16",
        "MaximumMessageSize", "4321",
        "MessageRetentionPeriod", "17539",
        "ReceiveMessageWaitTimeSeconds", "17",
        "RedrivePolicy", redrive(deadLetters, 3),
        "VisibilityTimeout", "40");
    queue.ok("TagQueue", "Tags", Shapes.map("Department", "Sales", "Environment", "Staging"));
    queue.ok("UntagQueue", "TagKeys", List.of("Cost"));

    assertThat(shown(queue))
        .containsEntry("DelaySeconds", "16")
        .containsEntry("MaximumMessageSize", "4321")
        .containsEntry("MessageRetentionPeriod", "17539")
        .containsEntry("ReceiveMessageWaitTimeSeconds", "17")
        .containsEntry("RedrivePolicy", redrive(deadLetters, 3))
        .containsEntry("VisibilityTimeout", "40")
        .hasSize(10);
    assertThat(tags(queue)).isEqualTo(Map.of("Department", "Sales", "Environment", "Staging"));
    // What a stack does not name any more goes back to its default; an empty policy is none.
    queue.set("DelaySeconds", "0", "VisibilityTimeout", "30", "RedrivePolicy", "");
    assertThat(shown(queue))
        .containsEntry("DelaySeconds", "0")
        .containsEntry("VisibilityTimeout", "30")
        .doesNotContainKey("RedrivePolicy")
        .hasSize(9);
  }

  @BothProtocols
  void onePolicyIsGivenToSeveralQueuesAndChanged(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    List<TestQueue> queues =
        List.of(TestQueue.standard(sqs), TestQueue.standard(sqs), TestQueue.standard(sqs));
    String arn = queues.getFirst().arn();
    String before =
        policy("[\"sqs:SendMessage\",\"sqs:GetQueueAttributes\",\"sqs:GetQueueUrl\"]", arn);
    queues.getFirst().set("Policy", before);

    assertThat(queues.getFirst().attributes("Policy")).isEqualTo(Map.of("Policy", before));
    assertThat(queues.get(1).ok("GetQueueAttributes", "AttributeNames", List.of("Policy")))
        .isEmpty();

    String after =
        policy(
            "[\"sqs:SendMessage\",\"sqs:GetQueueAttributes\",\"sqs:GetQueueUrl\","
                + "\"sqs:ChangeMessageVisibility\"]",
            arn);
    queues.forEach(queue -> queue.set("Policy", after));
    for (TestQueue queue : queues) {
      assertThat(queue.attributes("Policy")).isEqualTo(Map.of("Policy", after));
    }
  }

  private static String policy(String actions, String arn) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":"
        + actions
        + ",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\""
        + arn
        + "\"}]}";
  }
}
