package io.waybill.sns;

import io.waybill.core.AccountId;
import io.waybill.core.MovableTime;
import io.waybill.core.Region;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.MessageGateways;
import io.waybill.engine.partition.Homes;
import io.waybill.shapes.Document;
import io.waybill.shapes.OperationShape;
import io.waybill.sns.admin.TopicReport;
import io.waybill.sns.deliver.Carriers;
import io.waybill.sns.deliver.MessageSigner;
import io.waybill.store.MemoryStore;
import io.waybill.testkit.OneThread;
import io.waybill.testkit.Told;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

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

  private final MemoryStore store;
  private final MovableTime time;
  private final OneThread thread;
  private final Underway underway = new Underway();
  private final Sns sns;
  private final Engine engine;
  private final Gateway gateway;

  /// @param calls what queues answer
  /// @param http what endpoints answer
  Town(ServiceCalls calls, HttpCaller http) {
    this(new MemoryStore(), BEGIN, calls, http);
  }

  private Town(MemoryStore store, long begin, ServiceCalls calls, HttpCaller http) {
    this.store = store;
    this.time = new MovableTime(() -> begin);
    this.thread = new OneThread(store, time);
    time.stop();
    Random lots = new Random(7);
    sns =
        new Sns(
            new Carriers(calls, http, Optional.empty(), MessageGateways.NONE, new Unsigned()),
            underway);
    engine =
        new Engine(
            new Homes(PARTITIONS),
            List.of(sns.program()),
            store,
            thread.journal(),
            time,
            lots::nextLong,
            thread.timers());
    Gateway.Builder operations = new Gateway.Builder();
    sns.serve(engine, operations);
    gateway = operations.build(Permission.OF_THE_ACCOUNT);
    engine.open();
  }

  /// What another start finds of this one, which ends without a word.
  Town restarted(ServiceCalls calls) {
    return new Town(
        store,
        millis(),
        calls,
        (request, then) -> {
          throw new AssertionError("there is no HTTP here");
        });
  }

  void advance(Duration by) {
    thread.advance(by);
  }

  long millis() {
    return time.millis();
  }

  <I, O> O call(OperationShape<I, O> shape, I input) {
    Told<O> told = new Told<>();
    gateway.call(shape, CALLER, input, told);
    settle();
    return told.output();
  }

  /// The topics, with what is counted of them.
  List<TopicReport> reports() {
    try {
      return sns.reports(engine).topics();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("a look at the topics was interrupted", interrupted);
    }
  }

  /// What was lost, among others.
  Underway underway() {
    return underway;
  }

  /// Does what is to be done now.
  void settle() {
    thread.settle();
  }

  /// Moves to when something falls due next, and does it. False when nothing will.
  boolean next() {
    if (!thread.toNext()) {
      return false;
    }
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
