package io.waybill.sns.admin;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.Engine;
import io.waybill.engine.metrics.Rounds;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.sns.state.LocalOutbox;
import io.waybill.sns.state.SnsProgram;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.TopicMetrics;
import io.waybill.sns.state.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Asks every partition for its topics. Waits for the answers, so it runs where a thread may wait.
public final class TopicReports {
  private final Engine engine;
  private final SnsProgram program;

  public TopicReports(Engine engine, SnsProgram program) {
    this.engine = engine;
    this.program = program;
  }

  /// Goes round all topics, asking no partition in which nothing happened.
  public Rounds<TopicReport> rounds() {
    return rounds(TopicReports::reports);
  }

  private static List<TopicReport> reports(Topics topics, View view) {
    return topics.all().stream().map(TopicReports::report).toList();
  }

  /// All topics, by ARN.
  public List<TopicReport> topics() throws InterruptedException {
    return rounds().all().stream().sorted(Comparator.comparing(TopicReport::arn)).toList();
  }

  /// What stayed here for want of a gateway, the oldest first.
  public List<LocalOutbox.Entry> localOutbox() throws InterruptedException {
    return rounds((topics, view) -> topics.localOutbox().all(view)).all().stream()
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

  private <R> Rounds<R> rounds(Question<R> question) {
    return new Rounds<>(
        engine,
        (partition, answer) -> engine.submit(partition, program, new Look<>(question, answer)),
        any -> false);
  }

  private interface Question<R> {
    List<R> ask(Topics topics, View view);
  }

  private record Look<R>(Question<R> question, CompletableFuture<List<R>> answer)
      implements Command<Topics> {
    @Override
    public void decide(Topics topics, Transaction transaction, Stamp stamp) {
      answer.complete(question.ask(topics, transaction));
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
}
