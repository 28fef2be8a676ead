package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// The AWS SDK for Java v2, asynchronous: many calls at once, long polls, the batch manager.
final class AwsSdkAsyncTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final SqsAsyncClient sqs = Sdk.asyncClient(SERVER);

  @AfterEach
  void disconnect() {
    sqs.close();
  }

  private String queue() {
    String name = UUID.randomUUID().toString();
    return await(sqs.createQueue(b -> b.queueName(name))).queueUrl();
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(30, TimeUnit.SECONDS).join();
  }

  @Test
  void aHundredMessagesAreSentAtOnceAndNoneIsLost() {
    String url = queue();
    List<CompletableFuture<SendMessageResponse>> sends =
        IntStream.range(0, 100)
            .mapToObj(i -> sqs.sendMessage(b -> b.queueUrl(url).messageBody("m" + i)))
            .toList();
    sends.forEach(AwsSdkAsyncTest::await);
    Set<String> bodies = new HashSet<>();
    while (bodies.size() < 100) {
      List<Message> got =
          await(sqs.receiveMessage(b -> b.queueUrl(url).maxNumberOfMessages(10))).messages();
      assertThat(got).isNotEmpty();
      got.forEach(message -> assertThat(bodies.add(message.body())).isTrue());
    }
  }

  @Test
  void eachLongPollIsWokenByAMessageOfItsOwn() {
    String url = queue();
    List<CompletableFuture<ReceiveMessageResponse>> polls =
        IntStream.range(0, 20)
            .mapToObj(i -> sqs.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(20)))
            .toList();
    long began = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      String body = "m" + i;
      await(sqs.sendMessage(b -> b.queueUrl(url).messageBody(body)));
    }
    Set<String> bodies = new HashSet<>();
    polls.forEach(poll -> bodies.add(await(poll).messages().getFirst().body()));
    assertThat(bodies).hasSize(20);
    assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(15).toNanos());
  }

  @Test
  void theBatchManagerSendsReceivesAndDeletes() {
    String url = queue();
    try (SqsAsyncBatchManager batches =
        SqsAsyncBatchManager.builder()
            .client(sqs)
            .scheduledExecutor(Executors.newScheduledThreadPool(1))
            .build()) {
      List<CompletableFuture<SendMessageResponse>> sends = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        String body = "m" + i;
        sends.add(batches.sendMessage(b -> b.queueUrl(url).messageBody(body)));
      }
      sends.forEach(AwsSdkAsyncTest::await);
      int deleted = 0;
      while (deleted < 25) {
        for (Message message : await(batches.receiveMessage(b -> b.queueUrl(url))).messages()) {
          await(batches.deleteMessage(b -> b.queueUrl(url).receiptHandle(message.receiptHandle())));
          deleted++;
        }
      }
    }
    assertThat(
            await(sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNamesWithStrings("All")))
                .attributesAsStrings())
        .containsEntry("ApproximateNumberOfMessages", "0")
        .containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
  }
}
