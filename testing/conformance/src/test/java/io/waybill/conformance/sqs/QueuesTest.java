package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Queues come, are found, and go.
final class QueuesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static Fault noQueue(Protocol protocol) {
    return Fault.of(
        protocol,
        "AWS.SimpleQueueService.NonExistentQueue",
        "QueueDoesNotExist",
        protocol == Protocol.JSON
            ? "The specified queue does not exist."
            : "The specified queue does not exist for this wsdl version.");
  }

  @BothProtocols
  void creatingAgainWithTheSameAttributesFindsTheQueue(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    String name = TestQueue.name("q");
    String url = TestQueue.create(sqs, name, "VisibilityTimeout", "69", "DelaySeconds", "1");
    assertThat(url).isEqualTo(SERVER.endpoint() + "/000000000000/" + name);
    assertThat(TestQueue.create(sqs, name)).isEqualTo(url);
    assertThat(TestQueue.create(sqs, name, "DelaySeconds", "1")).isEqualTo(url);
    sqs.ok("SendMessage", "QueueUrl", url, "MessageBody", "x");
    assertThat(TestQueue.create(sqs, name, "VisibilityTimeout", "69")).isEqualTo(url);
  }

  @BothProtocols
  void creatingAgainWithOtherAttributesIsRefused(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue queue = TestQueue.fifo(sqs, "ContentBasedDeduplication", "true");
    assertThat(
            sqs.fault(
                "CreateQueue",
                "QueueName",
                queue.name(),
                "Attributes",
                Shapes.map("FifoQueue", "true", "ContentBasedDeduplication", "false")))
        .isEqualTo(
            Fault.of(
                protocol,
                "QueueAlreadyExists",
                "QueueNameExists",
                "A queue already exists with the same name and a different value for attribute"
                    + " ContentBasedDeduplication"));
  }

  @BothProtocols
  void whatCountsIsTheQueueAsItIsNow(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue queue = TestQueue.standard(sqs, "DelaySeconds", "1");
    queue.set("DelaySeconds", "2");
    assertThat(TestQueue.create(sqs, queue.name(), "DelaySeconds", "2")).isEqualTo(queue.url());
    assertThat(
            sqs.fault(
                    "CreateQueue",
                    "QueueName",
                    queue.name(),
                    "Attributes",
                    Shapes.map("DelaySeconds", "1"))
                .message())
        .isEqualTo(
            "A queue already exists with the same name and a different value for attribute"
                + " DelaySeconds");
  }

  @BothProtocols
  void theNameAndTheKindBelongTogether(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    Map<String, String> fifo = Map.of("FifoQueue", "true");
    String name = TestQueue.name("q");
    assertThat(sqs.fault("CreateQueue", "QueueName", name, "Attributes", fifo).code())
        .isEqualTo("InvalidParameterValue");
    assertThat(sqs.fault("CreateQueue", "QueueName", name + ".fifo").code())
        .isEqualTo("InvalidParameterValue");
    assertThat(sqs.fault("CreateQueue", "QueueName", "queue/" + name + "/"))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
                    + " length"));
  }

  @BothProtocols
  void aDeletedQueueIsGoneAndItsNameRests(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    TestQueue queue = TestQueue.standard(sqs);
    queue.ok("DeleteQueue");
    assertThat(queue.fault("GetQueueAttributes", "AttributeNames", List.of("All")))
        .isEqualTo(noQueue(protocol));
    assertThat(sqs.fault("GetQueueUrl", "QueueName", queue.name())).isEqualTo(noQueue(protocol));
    assertThat(sqs.fault("CreateQueue", "QueueName", queue.name()))
        .isEqualTo(
            Fault.of(
                protocol,
                "AWS.SimpleQueueService.QueueDeletedRecently",
                "QueueDeletedRecently",
                "You must wait 60 seconds after deleting a queue before you can create another"
                    + " with the same name."));
    SERVER.advance(Duration.ofSeconds(61));
    assertThat(TestQueue.create(sqs, queue.name())).isEqualTo(queue.url());
  }

  @BothProtocols
  void queuesAreListedByPrefix(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    String prefix = UUID.randomUUID().toString();
    String a = TestQueue.create(sqs, prefix + "-a1");
    String b = TestQueue.create(sqs, prefix + "-a2");
    String c = TestQueue.create(sqs, prefix + "-b1");
    assertThat(listed(sqs, prefix + "-a")).containsExactlyInAnyOrder(a, b);
    assertThat(listed(sqs, prefix + "-b")).containsExactly(c);
    assertThat(sqs.ok("ListQueues", "QueueNamePrefix", prefix + "-c")).isEmpty();
    assertThat(Shapes.texts(sqs.ok("ListQueues"), "QueueUrls")).contains(a, b, c);
  }

  private static List<String> listed(RawSqs sqs, String prefix) {
    return Shapes.texts(sqs.ok("ListQueues", "QueueNamePrefix", prefix), "QueueUrls");
  }

  @BothProtocols
  void queuesAreListedPageByPage(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    String prefix = UUID.randomUUID() + "-";
    List<String> urls =
        IntStream.range(0, 10).mapToObj(i -> TestQueue.create(sqs, prefix + i)).toList();
    Map<String, Object> all = sqs.ok("ListQueues", "QueueNamePrefix", prefix, "MaxResults", 10);
    assertThat(all).containsOnlyKeys("QueueUrls");
    assertThat(Shapes.texts(all, "QueueUrls")).containsExactlyElementsOf(urls);
    Map<String, Object> two = sqs.ok("ListQueues", "QueueNamePrefix", prefix, "MaxResults", 2);
    assertThat(Shapes.texts(two, "QueueUrls")).containsExactlyElementsOf(urls.subList(0, 2));
    Map<String, Object> rest =
        sqs.ok(
            "ListQueues",
            "QueueNamePrefix",
            prefix,
            "MaxResults",
            10,
            "NextToken",
            Shapes.text(two, "NextToken"));
    assertThat(rest).containsOnlyKeys("QueueUrls");
    assertThat(Shapes.texts(rest, "QueueUrls")).containsExactlyElementsOf(urls.subList(2, 10));
  }

  @BothProtocols
  void regionsAndAccountsAreWorldsOfTheirOwn(Protocol protocol) {
    RawSqs here = SERVER.sqs(protocol);
    RawSqs there = here.in("eu-central-1");
    RawSqs other = here.as("111122223333");
    String name = TestQueue.name("q");
    String url = TestQueue.create(here, name);
    assertThat(there.fault("GetQueueUrl", "QueueName", name)).isEqualTo(noQueue(protocol));
    assertThat(other.fault("GetQueueUrl", "QueueName", name)).isEqualTo(noQueue(protocol));
    TestQueue.create(there, name);
    assertThat(TestQueue.create(other, name)).endsWith("/111122223333/" + name);
    here.ok("SendMessage", "QueueUrl", url, "MessageBody", "x");
    assertThat(new TestQueue(there, url).receive()).isEmpty();
    assertThat(new TestQueue(here, url).receive()).hasSize(1);
    assertThat(other.ok("GetQueueUrl", "QueueName", name, "QueueOwnerAWSAccountId", "000000000000"))
        .containsEntry("QueueUrl", url);
  }

  @BothProtocols
  void aQueueMayBeNamedInsteadOfItsUrl(Protocol protocol) {
    RawSqs sqs = SERVER.sqs(protocol);
    String name = TestQueue.name("q");
    TestQueue.create(sqs, name);
    assertThat(sqs.ok("SendMessage", "QueueUrl", name, "MessageBody", "Using name instead of URL"))
        .containsEntry("MD5OfMessageBody", "86a83f96652a1bfad3891e7d523750cb");
  }

  @BothProtocols
  void aPurgeTakesAllAndRestsForAMinute(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    IntStream.range(0, 5).forEach(i -> queue.send("m" + i));
    queue.send("later", "DelaySeconds", 2);
    queue.receive("MaxNumberOfMessages", 2, "VisibilityTimeout", 3);
    queue.ok("PurgeQueue");
    assertThat(queue.fault("PurgeQueue"))
        .isEqualTo(
            new Fault(
                403,
                "AWS.SimpleQueueService.PurgeQueueInProgress",
                "Sender",
                protocol == Protocol.JSON ? "PurgeQueueInProgress" : "",
                "Only one PurgeQueue operation on "
                    + queue.name()
                    + " is allowed every 60 seconds."));
    SERVER.advance(Duration.ofSeconds(61));
    assertThat(queue.receive("MaxNumberOfMessages", 10)).isEmpty();
    queue.ok("PurgeQueue");
    queue.send("after");
    assertThat(queue.receiveBodies()).containsExactly("after");
  }
}
