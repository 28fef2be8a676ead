package io.waybill.cloudwatch;

import io.waybill.cloudwatch.api.CloudWatchApi;
import io.waybill.cloudwatch.api.Datapoint;
import io.waybill.cloudwatch.api.GetMetricStatisticsInput;
import io.waybill.cloudwatch.api.MetricDatum;
import io.waybill.cloudwatch.api.PutMetricDataInput;
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
import io.waybill.engine.partition.Homes;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.json.DocumentJson;
import io.waybill.store.MemoryStore;
import io.waybill.store.Space;
import io.waybill.testkit.OneThread;
import io.waybill.testkit.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// CloudWatch over a store in memory. A second one over the same store is a restart.
final class Observatory {
  static final Instant BEGIN = Instant.ofEpochSecond(1_800_000_000);
  private static final Caller CALLER =
      new Caller(
          new AccountId("000000000000"),
          new Region("us-east-1"),
          "arn:aws:iam::000000000000:root",
          "request",
          "http://localhost:4566");

  /// Topics and functions, as far as they are called.
  final Calls calls;

  private final MemoryStore store;
  private final MovableTime time;
  private final OneThread thread;
  private final Gateway gateway;

  Observatory() {
    this(new MemoryStore(), new MovableTime(BEGIN::toEpochMilli));
    time.stop();
  }

  private Observatory(MemoryStore store, MovableTime time) {
    this(store, time, new Calls());
  }

  private Observatory(MemoryStore store, MovableTime time, Calls calls) {
    this.calls = calls;
    this.store = store;
    this.time = time;
    this.thread = new OneThread(store, time);
    CloudWatch cloudWatch = new CloudWatch(time, calls, new Underway());
    Engine engine =
        new Engine(
            new Homes(2),
            List.of(cloudWatch.program()),
            store,
            thread.journal(),
            time,
            new Random(7)::nextLong,
            thread.timers());
    Gateway.Builder operations = new Gateway.Builder();
    cloudWatch.serve(engine, operations);
    gateway = operations.build(Permission.OF_THE_ACCOUNT);
    engine.open();
    settle();
  }

  Observatory restarted() {
    return new Observatory(store, time, calls);
  }

  /// What other services are asked: remembered, and refused while `closed`.
  static final class Calls implements ServiceCalls {
    final List<String> inputs = new ArrayList<>();
    boolean closed;
    ErrorShape refusal = CommonErrors.INTERNAL_FAILURE;

    @Override
    public void call(
        String operation, Caller caller, Document input, Answer<? super Document.Struct> then) {
      if (closed) {
        then.refuse(refusal.because("closed"));
        return;
      }
      inputs.add(operation + " " + DocumentJson.text(input));
      then.succeed(new Document.Struct(Map.of()));
    }
  }

  Instant now() {
    return Instant.ofEpochMilli(time.millis());
  }

  /// Moves the clock, doing on the way what falls due.
  void advance(Duration forward) {
    thread.advance(forward);
  }

  /// How much is stored.
  int entries() {
    int[] count = {0};
    store.scan(
        Space.DATA,
        new byte[] {0},
        new byte[] {(byte) 0xff},
        (key, value) -> {
          count[0] += key[2] == 7 ? 1 : 0;
          return true;
        });
    return count[0];
  }

  void put(MetricDatum... data) {
    call(CloudWatchApi.PUT_METRIC_DATA, new PutMetricDataInput("App", List.of(data), null, null));
  }

  static MetricDatum datum(String name, double value) {
    return new MetricDatum(name, null, null, value, null, null, null, null, null);
  }

  List<Datapoint> points(String name, Instant from, Instant to, int period) {
    return Objects.requireNonNull(
        call(
                CloudWatchApi.GET_METRIC_STATISTICS,
                new GetMetricStatisticsInput(
                    "App",
                    name,
                    null,
                    from,
                    to,
                    period,
                    List.of("Sum", "SampleCount", "Minimum", "Maximum", "Average"),
                    null,
                    null))
            .datapoints());
  }

  <I, O> O call(OperationShape<I, O> shape, I input) {
    Told<O> told = new Told<>();
    gateway.call(shape, CALLER, input, told);
    settle();
    return told.output();
  }

  private void settle() {
    thread.settle();
  }
}
