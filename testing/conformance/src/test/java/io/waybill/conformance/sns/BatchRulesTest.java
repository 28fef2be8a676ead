package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/// Batches that are published: all is refused together, before anything is taken.
final class BatchRulesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Fanout standard = Fanout.standard(SERVER);
  private final Fanout fifo = Fanout.with(SERVER, Map.of("FifoTopic", "true"));

  private static PublishBatchRequestEntry.Builder entry(String id) {
    return PublishBatchRequestEntry.builder().id(id).message("m-" + id);
  }

  private static PublishBatchResponse publish(
      SnsClient sns, String topic, PublishBatchRequestEntry.Builder... entries) {
    return sns.publishBatch(b ->
        b.topicArn(topic)
            .publishBatchRequestEntries(
                Arrays.stream(entries).map(PublishBatchRequestEntry.Builder::build).toList()));
  }

  private static void invalid(
      Fanout fanout, String message, PublishBatchRequestEntry.Builder... entries) {
    Refused.invalid(message, () -> publish(fanout.sns, fanout.topic, entries));
  }

  private void refused(String code, String message, PublishBatchRequestEntry.Builder... entries) {
    Refused.with(code, message, () -> publish(standard.sns, standard.topic, entries));
  }

  @Test
  void idsAndNumberOfEntriesAreChecked() {
    refused("EmptyBatchRequest", "The batch request doesn't contain any entries.");
    refused(
        "TooManyEntriesInBatchRequest",
        "The batch request contains more entries than permissible.",
        IntStream.range(0, 11)
            .mapToObj(i -> entry("" + i))
            .toArray(PublishBatchRequestEntry.Builder[]::new));
    refused(
        "BatchEntryIdsNotDistinct",
        "Two or more batch entries in the request have the same Id.",
        entry("a"),
        entry("a"));
    refused(
        "InvalidBatchEntryId",
        "The Id of a batch entry in a batch request doesn't abide by the specification.",
        entry("a b"));
    refused(
        "BatchRequestTooLong",
        "The length of all the messages put together is more than the limit.",
        entry("a").message("x".repeat(200_000)),
        entry("b").message("x".repeat(200_000)));
  }

  @Test
  void anEntryThatIsRefusedRefusesTheBatch() {
    Fanout.Queue queue = standard.queue();
    standard.subscribe(queue, Map.of());
    invalid(standard, "Empty message", entry("a"), entry("b").message(""));
    invalid(standard, "Subject", entry("a"), entry("b").subject("two\nlines"));
    invalid(
        standard,
        "Message Structure - No default entry in JSON message body",
        entry("a"),
        entry("b").message("{\"sqs\":\"x\"}").messageStructure("json"));
    invalid(
        standard,
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that"
            + " is not valid for this topic type",
        entry("a").messageDeduplicationId("d"));
    assertThat(standard.take(queue)).isEmpty();
  }

  @Test
  void aFifoTopicsEntriesNeedGroupAndDeduplicationId() {
    invalid(
        fifo,
        "The MessageGroupId parameter is required for FIFO topics",
        entry("a").messageDeduplicationId("d"));
    invalid(
        fifo,
        "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
            + " provided explicitly",
        entry("a").messageGroupId("g"));
  }

  @Test
  void aFifoBatchThatIsPublishedAgainAnswersAsBeforeAndDeliversNothing() {
    Fanout.Queue queue = fifo.queue();
    fifo.subscribe(queue, Map.of("RawMessageDelivery", "true"));
    PublishBatchRequestEntry.Builder[] entries = {
      entry("a").messageGroupId("g").messageDeduplicationId("d1"),
      entry("b").messageGroupId("g").messageDeduplicationId("d2")
    };
    PublishBatchResponse first = publish(fifo.sns, fifo.topic, entries);
    assertThat(first.failed()).isEmpty();
    assertThat(fifo.take(queue)).extracting(Message::body).containsExactly("m-a", "m-b");
    assertThat(publish(fifo.sns, fifo.topic, entries).successful()).isEqualTo(first.successful());
    assertThat(fifo.take(queue)).isEmpty();
  }

  @Test
  void theTopicMustBeThereAndInTheCallersRegion() {
    Refused.with(
        "NotFound",
        "Topic does not exist",
        () -> publish(standard.sns, standard.topic + UUID.randomUUID(), entry("a")));
    SnsClient elsewhere = Sdk.sns(SERVER, Region.EU_WEST_1);
    Refused.invalid("TopicArn", () -> publish(elsewhere, standard.topic, entry("a")));
    Refused.invalid(
        "TopicArn", () -> elsewhere.publish(b -> b.topicArn(standard.topic).message("m")));
    Refused.invalid("TopicArn", () -> elsewhere.deleteTopic(b -> b.topicArn(standard.topic)));
    Refused.invalid(
        "TopicArn", () -> elsewhere.getTopicAttributes(b -> b.topicArn(standard.topic)));
    Refused.invalid(
        "TopicArn", () -> elsewhere.listSubscriptionsByTopic(b -> b.topicArn(standard.topic)));
    Refused.invalid(
        "TopicArn",
        () ->
            elsewhere.setTopicAttributes(
                b -> b.topicArn(standard.topic).attributeName("DisplayName").attributeValue("x")));
    Refused.invalid(
        "TopicArn",
        () ->
            elsewhere.subscribe(
                b -> b.topicArn(standard.topic).protocol("sqs").endpoint(standard.queue().arn())));
  }
}
