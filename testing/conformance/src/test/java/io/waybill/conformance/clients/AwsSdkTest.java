package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.waybill.conformance.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// The AWS SDK for Java v2, synchronous. It checks the digests of all it sends and receives itself.
final class AwsSdkTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final SqsClient sqs = Sdk.client(SERVER);

  @AfterEach
  void disconnect() {
    sqs.close();
  }

  private String queue(Map<QueueAttributeName, String> attributes) {
    String end = attributes.containsKey(QueueAttributeName.FIFO_QUEUE) ? ".fifo" : "";
    String name = UUID.randomUUID() + end;
    return sqs.createQueue(b -> b.queueName(name).attributes(attributes)).queueUrl();
  }

  private String arn(String url) {
    return sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
  }

  private List<Message> receive(String url) {
    return sqs.receiveMessage(b ->
            b.queueUrl(url)
                .maxNumberOfMessages(10)
                .messageAttributeNames("All")
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  @Test
  void aMessageWithAttributesOfAllTypesIsSentReceivedAndDeleted() {
    String url = queue(Map.of());
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "text", MessageAttributeValue.builder().dataType("String").stringValue("ä").build(),
            "number", MessageAttributeValue.builder().dataType("Number").stringValue("1").build(),
            "bytes",
                MessageAttributeValue.builder()
                    .dataType("Binary.png")
                    .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                    .build());
    String id =
        sqs.sendMessage(b ->
                b.queueUrl(url).messageBody("grüße \ud83d\ude00").messageAttributes(attributes))
            .messageId();
    Message got = receive(url).getFirst();
    assertThat(got.messageId()).isEqualTo(id);
    assertThat(got.body()).isEqualTo("grüße \ud83d\ude00");
    assertThat(got.messageAttributes()).isEqualTo(attributes);
    assertThat(got.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    sqs.deleteMessage(b -> b.queueUrl(url).receiptHandle(got.receiptHandle()));
    assertThat(receive(url)).isEmpty();
  }

  @Test
  void refusalsAreExceptionsOfTheirOwn() {
    String url = queue(Map.of());
    assertThatThrownBy(() -> sqs.sendMessage(b -> b.queueUrl(url + "x").messageBody("x")))
        .isInstanceOf(QueueDoesNotExistException.class)
        .satisfies(e -> {
          SqsException refusal = (SqsException) e;
          assertThat(refusal.statusCode()).isEqualTo(400);
          assertThat(refusal.requestId()).isNotEmpty();
          assertThat(refusal.awsErrorDetails().errorCode())
              .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        });
    assertThatThrownBy(() -> sqs.deleteMessage(b -> b.queueUrl(url).receiptHandle("invented")))
        .isInstanceOf(ReceiptHandleIsInvalidException.class);
    String name = url.substring(url.lastIndexOf('/') + 1);
    assertThatThrownBy(() ->
            sqs.createQueue(
                b -> b.queueName(name).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "9"))))
        .isInstanceOf(QueueNameExistsException.class);
    sqs.purgeQueue(b -> b.queueUrl(url));
    assertThatThrownBy(() -> sqs.purgeQueue(b -> b.queueUrl(url)))
        .isInstanceOf(PurgeQueueInProgressException.class);
  }

  @Test
  void batchesFailEntryByEntry() {
    String url = queue(Map.of());
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, 10)
            .mapToObj(i ->
                SendMessageBatchRequestEntry.builder()
                    .id("e" + i)
                    .messageBody(i == 4 ? "\u0002" : "body " + i)
                    .build())
            .toList();
    SendMessageBatchResponse sent = sqs.sendMessageBatch(b -> b.queueUrl(url).entries(entries));
    assertThat(sent.successful()).hasSize(9);
    assertThat(sent.failed())
        .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::senderFault)
        .containsExactly(tuple("e4", true));
    assertThat(receive(url)).hasSize(9);
  }

  @Test
  void fifoKeepsOrderAndTakesDuplicatesOnce() {
    String url =
        queue(
            Map.of(
                QueueAttributeName.FIFO_QUEUE, "true",
                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
    for (int i = 0; i < 10; i++) {
      String body = "m" + i / 2;
      sqs.sendMessage(b -> b.queueUrl(url).messageBody(body).messageGroupId("g"));
    }
    assertThat(receive(url))
        .extracting(Message::body)
        .containsExactly("m0", "m1", "m2", "m3", "m4");
  }

  @Test
  void deadLettersMoveThereAndBack() {
    String dead = queue(Map.of());
    String policy =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}".formatted(arn(dead));
    String url =
        queue(
            Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                policy,
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0"));
    sqs.sendMessage(b -> b.queueUrl(url).messageBody("x"));
    assertThat(receive(url)).hasSize(1);
    assertThat(receive(url)).isEmpty();
    assertThat(sqs.listDeadLetterSourceQueuesPaginator(b -> b.queueUrl(dead)).queueUrls())
        .containsExactly(url);
    sqs.startMessageMoveTask(b -> b.sourceArn(arn(dead)));
    assertThat(sqs.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(20)).messages())
        .extracting(Message::body)
        .containsExactly("x");
    assertThat(sqs.listMessageMoveTasks(b -> b.sourceArn(arn(dead))).results()).hasSize(1);
  }

  @Test
  void queuesAreListedByPages() {
    String prefix = UUID.randomUUID().toString();
    for (int i = 0; i < 5; i++) {
      String name = prefix + i;
      sqs.createQueue(b -> b.queueName(name).tags(Map.of("k", "v")));
    }
    List<String> urls =
        sqs.listQueuesPaginator(b -> b.queueNamePrefix(prefix).maxResults(2)).queueUrls().stream()
            .toList();
    assertThat(urls).hasSize(5);
    assertThat(sqs.listQueueTags(b -> b.queueUrl(urls.getFirst())).tags())
        .isEqualTo(Map.of("k", "v"));
  }
}
