package io.waybill.sns.admin;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.metrics.Rounds;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Refusal;
import io.waybill.sns.decide.InHome;
import io.waybill.sns.state.LocalOutbox;
import io.waybill.sns.state.SnsProgram;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.TopicMetrics;
import io.waybill.sns.state.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks every partition for its topics. Waits for the answers, so it runs where a thread may wait.
public final class TopicReports {
  private static final long WAIT_SECONDS = 30;

  private final Engine engine;
  private final SnsProgram program;

  public TopicReports(Engine engine, SnsProgram program) {
    this.engine = engine;
    this.program = program;
  }

  /// Goes round all topics, asking no partition in which nothing happened.
  public Rounds<TopicReport> rounds() {
    return new Rounds<>(
        engine,
        (partition, answer) -> engine.submit(partition, program, new Look(answer)),
        topic -> false);
  }

  private record Look(CompletableFuture<List<TopicReport>> answer) implements Command<Topics> {
    @Override
    public void decide(Topics topics, Transaction transaction, Stamp stamp) {
      answer.complete(topics.all().stream().map(TopicReports::report).toList());
    }

    @Override
    public boolean isLook() {
      return true;
    }

    @Override
    public void failed(Throwable cause) {
      answer.completeExceptionally(cause);
    }
  }

  /// All topics, by ARN.
  public List<TopicReport> topics() throws InterruptedException {
    return everywhere(step -> step.topics().all().stream().map(TopicReports::report).toList())
        .stream()
        .sorted(Comparator.comparing(TopicReport::arn))
        .toList();
  }

  /// What stayed here for want of a gateway, the oldest first.
  public List<LocalOutbox.Entry> localOutbox() throws InterruptedException {
    return everywhere(step -> step.topics().localOutbox().all(step.transaction())).stream()
        .sorted(Comparator.comparingLong(LocalOutbox.Entry::millis))
        .toList();
  }

  private static TopicReport report(Topic topic) {
    TopicMetrics metrics = topic.metrics();
    Arn arn = topic.definition().arn();
    return new TopicReport(
        arn.toString(),
        arn.account(),
        arn.region(),
        arn.resource(),
        topic.subscriptions().size(),
        metrics.published,
        metrics.publishedBytes,
        metrics.delivered,
        metrics.failed,
        metrics.filteredOut,
        metrics.filteredOutNoAttributes,
        metrics.filteredOutAttributes,
        metrics.filteredOutBody,
        metrics.redrivenToDlq,
        metrics.failedToRedriveToDlq,
        metrics.replayedDelivered,
        metrics.replayedFailed,
        topic.archive().messages(),
        topic.archive().bytes());
  }

  private <R> List<R> everywhere(InHome.Matter<List<R>> question) throws InterruptedException {
    List<CompletableFuture<List<R>>> answers = new ArrayList<>();
    for (int i = 0; i < engine.partitionCount(); i++) {
      CompletableFuture<List<R>> answer = new CompletableFuture<>();
      engine.submit(new PartitionNumber(i), program, new InHome<>(question, completing(answer)));
      answers.add(answer);
    }
    List<R> all = new ArrayList<>();
    for (CompletableFuture<List<R>> answer : answers) {
      try {
        all.addAll(answer.get(WAIT_SECONDS, TimeUnit.SECONDS));
      } catch (ExecutionException | TimeoutException failure) {
        throw new IllegalStateException(
            "a partition did not answer: " + failure.getMessage(), failure);
      }
    }
    return all;
  }

  private static <R> Answer<R> completing(CompletableFuture<R> future) {
    return new Answer<>() {
      @Override
      public void succeed(R output) {
        future.complete(output);
      }

      @Override
      public void refuse(Refusal refusal) {
        future.completeExceptionally(refusal);
      }

      @Override
      public void fail(Throwable cause) {
        future.completeExceptionally(cause);
      }
    };
  }
}
