package io.waybill.sns;

import io.waybill.core.AccountId;
import io.waybill.core.MovableTime;
import io.waybill.core.Region;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.time.Timers;
import io.waybill.shapes.Document;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.sns.deliver.Carriers;
import io.waybill.sns.deliver.MessageSigner;
import io.waybill.store.MemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// SNS over a store in memory, with what it delivers to in the test's hands.
final class Town {
  static final Caller CALLER =
      new Caller(
          new AccountId("000000000000"),
          new Region("us-east-1"),
          "arn:aws:iam::000000000000:root",
          "request",
          "http://localhost:4566");

  private static final int PARTITIONS = 2;
  private static final long BEGIN = 1_800_000_000_000L;

  private final MemoryStore store = new MemoryStore();
  private final MovableTime time = new MovableTime(() -> BEGIN);
  private final Timers timers = new Timers();
  private final OneJournal journal = new OneJournal(store);
  private final Sns sns;
  private final Engine engine;
  private final Gateway gateway;

  /// @param calls what queues answer
  /// @param http what endpoints answer
  Town(ServiceCalls calls, HttpCaller http) {
    time.stop();
    Random lots = new Random(7);
    sns = new Sns(new Carriers(calls, http, Optional.empty(), new Unsigned()), new Underway());
    engine =
        new Engine(
            new Homes(PARTITIONS),
            List.of(sns.program()),
            store,
            journal,
            time,
            lots::nextLong,
            timers);
    Gateway.Builder operations = new Gateway.Builder();
    sns.serve(engine, operations);
    gateway = operations.build(Permission.OF_THE_ACCOUNT);
    engine.open();
  }

  long millis() {
    return time.millis();
  }

  <I, O> O call(OperationShape<I, O> shape, I input) {
    AtomicReference<O> output = new AtomicReference<>();
    AtomicReference<Throwable> problem = new AtomicReference<>();
    gateway.call(
        shape,
        CALLER,
        input,
        new Answer<O>() {
          @Override
          public void succeed(O result) {
            output.set(result);
          }

          @Override
          public void refuse(Refusal refusal) {
            problem.set(refusal);
          }

          @Override
          public void fail(Throwable cause) {
            problem.set(cause);
          }
        });
    settle();
    if (problem.get() != null) {
      throw new AssertionError(problem.get());
    }
    return output.get();
  }

  /// Does what is to be done now.
  void settle() {
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

  static Document.Struct sent(String messageId) {
    return new Document.Struct(java.util.Map.of("MessageId", Document.text(messageId)));
  }

  /// Deliveries here are raw.
  private static final class Unsigned implements MessageSigner {
    @Override
    public String certificatePath() {
      return "/certificate.pem";
    }

    @Override
    public CompletableFuture<String> sign(int version, String text) {
      return CompletableFuture.completedFuture("unsigned");
    }
  }
}
