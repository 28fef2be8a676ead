package io.waybill.sqs.admin;

import io.waybill.core.Stamp;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.metrics.Rounds;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.engine.trail.TrailBook;
import io.waybill.sqs.model.RedrivePolicy;
import io.waybill.sqs.state.Catalog;
import io.waybill.sqs.state.MessageCodec;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueMetrics;
import io.waybill.sqs.state.Queues;
import io.waybill.sqs.state.SqsProgram;
import io.waybill.sqs.state.Trail;
import io.waybill.store.Space;
import io.waybill.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// Asks every partition for its queues. Waits for the answers, so it runs where a thread may wait.
public final class QueueReports {
  private static final int TRAIL_LINES_MAX = 10_000;

  private final Engine engine;
  private final SqsProgram program;

  public QueueReports(Engine engine, SqsProgram program) {
    this.engine = engine;
    this.program = program;
  }

  /// Goes round all queues, asking no partition in which nothing happened.
  public Rounds<QueueReport> rounds() {
    return rounds(
        QueueReports::reports,
        true,
        // Its oldest message grows older, and may be seen again or expire unseen by any step.
        queue -> queue.visible() + queue.inFlight() + queue.delayed() > 0);
  }

  private static List<QueueReport> reports(Queues queues, Look step) {
    return queues.all().stream().map(queue -> report(queue, step.view, step.now)).toList();
  }

  /// All queues, by account, region and name.
  public List<QueueReport> queues() throws InterruptedException {
    return rounds().all().stream()
        .sorted(
            Comparator.comparing(QueueReport::account)
                .thenComparing(QueueReport::region)
                .thenComparing(QueueReport::name))
        .toList();
  }

  /// Ends all long polls with nothing, and lets none begin, because the server stops.
  public void endPolls() throws InterruptedException {
    Question<Queue> end =
        (queues, step) -> {
          queues.endWaiting();
          for (Queue queue : queues.all()) {
            queue
                .waiters()
                .takeAll()
                .forEach(waiter -> step.transaction.succeed(waiter.answer(), List.of()));
          }
          return List.of();
        };
    List<Queue> _ = rounds(end, false, any -> true).all();
  }

  /// What happened to message `id`, in order; empty if nothing is known of it any more.
  public List<Trail.Line> trail(UUID id, Store store) {
    List<Trail.Line> lines = new ArrayList<>();
    store.scan(
        Space.TRAIL,
        TrailBook.from(id),
        TrailBook.to(id),
        (key, value) -> {
          Trail.Line line = Trail.read(key, value);
          if (line != null) {
            lines.add(line);
          }
          return lines.size() < TRAIL_LINES_MAX;
        });
    return lines;
  }

  /// The name of the queue that a line of a trail is about.
  public String queueName(PartitionNumber partition, int number) {
    return program
        .catalog()
        .find(partition, number)
        .map(Catalog.Entry::definition)
        .map(definition -> definition.arn().toString())
        .orElse("a queue that was deleted");
  }

  private static QueueReport report(Queue queue, View view, long now) {
    QueueMetrics metrics = queue.metrics();
    var arn = queue.definition().arn();
    return new QueueReport(
        arn.toString(),
        arn.account(),
        arn.region(),
        arn.resource(),
        queue.visible(),
        queue.flight().size(),
        queue.delayed().count(),
        queue.waiters().count(),
        queue.visible() == 0 ? 0 : Math.max(0, now - oldest(queue, view)),
        metrics.sent,
        metrics.sentBytes,
        metrics.received,
        metrics.deleted,
        metrics.emptyReceives,
        metrics.expired,
        metrics.deadLettered,
        queue.definition().attributes().redrivePolicy().map(RedrivePolicy::deadLetterTargetArn));
  }

  /// The first of the fresh messages, or the lower bound that is kept for the others.
  private static long oldest(Queue queue, View view) {
    boolean onlyFresh =
        !queue.returned().lane().mayHaveMore() && !queue.groups().ring().mayHaveMore();
    var first = onlyFresh ? queue.fresh().peek(view) : null;
    return first == null ? queue.oldestSentAt() : MessageCodec.sentAt(first.value());
  }

  private record Look(View view, Transaction transaction, long now) {}

  private interface Question<R> {
    List<R> ask(Queues queues, Look look);
  }

  private <R> Rounds<R> rounds(Question<R> question, boolean isLook, Predicate<R> isMoving) {
    return new Rounds<>(
        engine,
        (partition, answer) ->
            engine.submit(partition, program, new Asked<>(question, answer, isLook)),
        isMoving);
  }

  private record Asked<R>(Question<R> question, CompletableFuture<List<R>> future, boolean isLook)
      implements Command<Queues> {
    @Override
    public void decide(Queues queues, Transaction transaction, Stamp stamp) {
      List<R> result = question.ask(queues, new Look(transaction, transaction, stamp.millis()));
      transaction.succeed(Answers.completing(future), result);
    }

    @Override
    public void failed(Throwable cause) {
      future.completeExceptionally(cause);
    }
  }
}
