package io.waybill.lambda;

import io.waybill.core.AccountId;
import io.waybill.core.MovableTime;
import io.waybill.core.Region;
import io.waybill.engine.Engine;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Homes;
import io.waybill.lambda.model.HostRules;
import io.waybill.shapes.OperationShape;
import io.waybill.store.MemoryStore;
import io.waybill.testkit.OneThread;
import io.waybill.testkit.Told;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

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
  private final Underway underway = new Underway();
  private final OneThread thread;
  private final Gateway gateway;

  Workshop(MemoryStore store, Path folder, FunctionRunner runner, ServiceCalls calls) {
    this(store, folder, runner, calls, new HostRules(true, false));
  }

  Workshop(
      MemoryStore store, Path folder, FunctionRunner runner, ServiceCalls calls, HostRules host) {
    time.stop();
    thread = new OneThread(store, time);
    Random lots = new Random(7);
    Lambda lambda =
        new Lambda(
            folder,
            runner,
            calls,
            () -> "http://localhost",
            host,
            underway,
            time,
            lots::nextLong,
            java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
    Engine engine =
        new Engine(
            new Homes(PARTITIONS),
            List.of(lambda.program()),
            store,
            thread.journal(),
            time,
            lots::nextLong,
            thread.timers());
    Gateway.Builder operations = new Gateway.Builder();
    lambda.serve(engine, operations);
    gateway = operations.build(Permission.OF_THE_ACCOUNT);
    engine.open();
    lambda.opened();
  }

  long secondsSinceBegin() {
    return (time.millis() - BEGIN) / 1_000;
  }

  /// Lets the clock be one that runs, though only [#pass] moves it.
  void release() {
    time.resume();
  }

  void pass(long millis) {
    time.advanceTo(time.millis() + millis);
  }

  /// Calls and waits for the outcome; a refusal is thrown.
  <I, O> O call(OperationShape<I, O> shape, I input) {
    return call(CALLER, shape, input);
  }

  <I, O> O call(Caller caller, OperationShape<I, O> shape, I input) {
    Told<O> told = new Told<>();
    gateway.call(shape, caller, input, told);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!told.isTold() && System.nanoTime() < end) {
      settle();
      Thread.onSpinWait();
    }
    return told.output();
  }

  /// Calls and does what is to be done, until `enough`, whatever else is still under way.
  <I, O> O callUntil(BooleanSupplier enough, OperationShape<I, O> shape, I input) {
    Told<O> told = new Told<>();
    gateway.call(shape, CALLER, input, told);
    until(() -> told.isTold() && enough.getAsBoolean());
    return told.output();
  }

  /// Does what is to be done, until `enough`.
  void until(BooleanSupplier enough) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    do {
      thread.settle();
      Thread.onSpinWait();
    } while (!enough.getAsBoolean() && System.nanoTime() < end);
  }

  /// What was lost, among others.
  Underway underway() {
    return underway;
  }

  /// Does what is to be done now, and waits for what that set off.
  void settle() {
    try {
      long before;
      do {
        before = underway.begun();
        thread.settle();
        underway.awaitNone(20_000);
        thread.settle();
      } while (underway.begun() != before);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// Moves to when something falls due next, and does it. False when nothing will.
  boolean next() {
    if (!thread.toNext()) {
      return false;
    }
    settle();
    return true;
  }
}
