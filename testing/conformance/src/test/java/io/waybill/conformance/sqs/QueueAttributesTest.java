package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Attributes of queues: defaults, changes, refusals.
final class QueueAttributesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final Map<String, String> DEFAULTS =
      Shapes.map(
          "ApproximateNumberOfMessages", "0",
          "ApproximateNumberOfMessagesDelayed", "0",
          "ApproximateNumberOfMessagesNotVisible", "0",
          "DelaySeconds", "0",
          "MaximumMessageSize", "1048576",
          "MessageRetentionPeriod", "345600",
          "ReceiveMessageWaitTimeSeconds", "0",
          "SqsManagedSseEnabled", "true",
          "VisibilityTimeout", "30");

  /// The attributes of a queue, without those that differ from run to run.
  private static Map<String, Object> shown(TestQueue queue) {
    Map<String, Object> all = queue.attributes("All");
    assertThat(all).containsKeys("CreatedTimestamp", "LastModifiedTimestamp", "QueueArn");
    assertThat((String) all.get("CreatedTimestamp")).matches("\\d{10}");
    return Shapes.without(all, "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn");
  }

  private static Map<String, Object> defaultsWith(String... changes) {
    Map<String, Object> all = new TreeMap<>(DEFAULTS);
    all.putAll(Shapes.map(changes));
    return all;
  }

  @BothProtocols
  void aNewQueueHasAwsDefaults(Protocol protocol) {
    assertThat(shown(TestQueue.standard(SERVER.sqs(protocol)))).isEqualTo(defaultsWith());
  }

  @BothProtocols
  void aNewFifoQueueHasAwsDefaults(Protocol protocol) {
    assertThat(shown(TestQueue.fifo(SERVER.sqs(protocol))))
        .isEqualTo(
            defaultsWith(
                "ContentBasedDeduplication", "false",
                "DeduplicationScope", "queue",
                "FifoQueue", "true",
                "FifoThroughputLimit", "perQueue"));
  }

  @BothProtocols
  void attributesGivenAtCreationAndLaterAreShown(Protocol protocol) {
    TestQueue queue =
        TestQueue.standard(
            SERVER.sqs(protocol),
            "MessageRetentionPeriod",
            "604800",
            "ReceiveMessageWaitTimeSeconds",
            "10",
            "VisibilityTimeout",
            "20");
    queue.set("MaximumMessageSize", "2048", "VisibilityTimeout", "69", "DelaySeconds", "420");
    assertThat(shown(queue))
        .isEqualTo(
            defaultsWith(
                "MessageRetentionPeriod", "604800",
                "ReceiveMessageWaitTimeSeconds", "10",
                "MaximumMessageSize", "2048",
                "VisibilityTimeout", "69",
                "DelaySeconds", "420"));
  }

  @BothProtocols
  void onlyWhatWasAskedForIsShown(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    assertThat(queue.attributes("VisibilityTimeout", "DelaySeconds"))
        .isEqualTo(Map.of("VisibilityTimeout", "30", "DelaySeconds", "0"));
    assertThat(queue.ok("GetQueueAttributes")).isEmpty();
    assertThat(queue.ok("GetQueueAttributes", "AttributeNames", List.of("Policy"))).isEmpty();
  }

  @BothProtocols
  void anUnknownAttributeCannotBeAskedFor(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    assertThat(queue.fault("GetQueueAttributes", "AttributeNames", List.of("Foobar")))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidAttributeName",
                "InvalidAttributeName",
                "Unknown Attribute Foobar."));
  }

  @BothProtocols
  void theKeyOfKmsTurnsManagedEncryptionOffAndTheEmptyKeyLeavesItOff(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.set("KmsMasterKeyId", "testKeyId", "KmsDataKeyReusePeriodSeconds", "6000");
    assertThat(shown(queue))
        .isEqualTo(
            defaultsWith(
                "KmsMasterKeyId", "testKeyId",
                "KmsDataKeyReusePeriodSeconds", "6000",
                "SqsManagedSseEnabled", "false"));
    queue.set("KmsMasterKeyId", "");
    assertThat(shown(queue)).isEqualTo(defaultsWith("SqsManagedSseEnabled", "false"));
  }

  @BothProtocols
  void aQueueIsEncryptedInOneWayAtATime(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    assertThat(
            queue.fault(
                "SetQueueAttributes",
                "Attributes",
                Shapes.map("KmsMasterKeyId", "key", "SqsManagedSseEnabled", "true")))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidAttributeName",
                "InvalidAttributeName",
                "You can use one type of server-side encryption (SSE) at one time. You can either"
                    + " enable KMS SSE or SQS SSE."));
  }

  @BothProtocols
  void aQueueBecomesHighThroughputAfterItsCreation(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol));
    queue.set("DeduplicationScope", "messageGroup", "FifoThroughputLimit", "perMessageGroupId");
    assertThat(shown(queue))
        .containsEntry("DeduplicationScope", "messageGroup")
        .containsEntry("FifoThroughputLimit", "perMessageGroupId");
  }

  @BothProtocols
  void contentBasedDeduplicationCanBeTurnedOff(Protocol protocol) {
    TestQueue queue = TestQueue.fifo(SERVER.sqs(protocol), "ContentBasedDeduplication", "true");
    queue.set("ContentBasedDeduplication", "false");
    assertThat(shown(queue)).containsEntry("ContentBasedDeduplication", "false");
  }

  @BothProtocols
  void aFifoQueueKnowsItsKindForEver(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    assertThat(
            TestQueue.standard(sqs)
                .fault("SetQueueAttributes", "Attributes", Map.of("FifoQueue", "true"))
                .code())
        .isEqualTo("InvalidAttributeName");
    TestQueue fifo = TestQueue.fifo(sqs);
    fifo.set("FifoQueue", "true");
    assertThat(fifo.fault("SetQueueAttributes", "Attributes", Map.of("FifoQueue", "false")).code())
        .isEqualTo("InvalidAttributeValue");
  }

  @BothProtocols
  void aPolicyIsKeptAndTheEmptyOneRemovesIt(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"sqs:SendMessage\",\"Resource\":\""
            + queue.arn()
            + "\"}]}";
    queue.set("Policy", "");
    assertThat(queue.attributes("All")).doesNotContainKey("Policy");
    queue.set("Policy", policy);
    assertThat(queue.attributes("Policy")).isEqualTo(Map.of("Policy", policy));
    queue.set("Policy", "");
    assertThat(queue.ok("GetQueueAttributes", "AttributeNames", List.of("Policy"))).isEmpty();
  }
}
