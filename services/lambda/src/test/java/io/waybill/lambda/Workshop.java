package io.waybill.lambda;

import io.waybill.core.AccountId;
import io.waybill.core.MovableTime;
import io.waybill.core.Region;
import io.waybill.engine.Engine;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.time.Timers;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.store.MemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Lambda over a store in memory, with what runs functions in the test's hands.
final class Workshop {
  static final Caller CALLER =
      new Caller(
          new AccountId("000000000000"),
          new Region("us-east-1"),
          "arn:aws:iam::000000000000:root",
          "5f0f1b8c-0000-4000-8000-000000000001",
          "http://localhost:4566");

  private static final int PARTITIONS = 2;
  private static final long BEGIN = 1_800_000_000_000L;

  private final MovableTime time = new MovableTime(() -> BEGIN);
  private final Timers timers = new Timers();
  private final Underway underway = new Underway();
  private final OneJournal journal;
  private final Gateway gateway;

  Workshop(MemoryStore store, Path folder, FunctionRunner runner, ServiceCalls calls) {
    time.stop();
    journal = new OneJournal(store);
    Random lots = new Random(7);
    Lambda lambda =
        new Lambda(
            folder,
            runner,
            calls,
            () -> "http://localhost",
            true,
            underway,
            time,
            lots::nextLong,
            java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
    Engine engine =
        new Engine(
            new Homes(PARTITIONS),
            List.of(lambda.program()),
            store,
            journal,
            time,
            lots::nextLong,
            timers);
    Gateway.Builder operations = new Gateway.Builder();
    lambda.serve(engine, operations);
    gateway = operations.build(Permission.OF_THE_ACCOUNT);
    engine.open();
    lambda.opened();
  }

  long secondsSinceBegin() {
    return (time.millis() - BEGIN) / 1_000;
  }

  /// Calls and waits for the outcome; a refusal is thrown.
  <I, O> O call(OperationShape<I, O> shape, I input) throws Exception {
    CompletableFuture<O> outcome = new CompletableFuture<>();
    gateway.call(
        shape,
        CALLER,
        input,
        new Answer<O>() {
          @Override
          public void succeed(O result) {
            outcome.complete(result);
          }

          @Override
          public void refuse(Refusal refusal) {
            outcome.completeExceptionally(refusal);
          }

          @Override
          public void fail(Throwable cause) {
            outcome.completeExceptionally(cause);
          }
        });
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!outcome.isDone() && System.nanoTime() < end) {
      settle();
      Thread.onSpinWait();
    }
    try {
      return outcome.get(1, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException failed) {
      throw failed.getCause() instanceof Refusal refusal ? refusal : failed;
    }
  }

  /// Does what is to be done now, and waits for what that set off.
  void settle() {
    try {
      long before;
      do {
        before = underway.begun();
        commit();
        underway.awaitNone(20_000);
        commit();
      } while (underway.begun() != before);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void commit() {
    journal.commitAll();
    while (timers.earliest() <= time.millis()) {
      timers.tickDue(time.millis());
      journal.commitAll();
    }
  }

  /// Moves to when something falls due next, and does it. False when nothing will.
  boolean next() {
    long earliest = timers.earliest();
    if (earliest == Long.MAX_VALUE) {
      return false;
    }
    time.advanceTo(earliest);
    settle();
    return true;
  }
}
