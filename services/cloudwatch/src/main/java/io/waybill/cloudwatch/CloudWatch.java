package io.waybill.cloudwatch;

import io.waybill.cloudwatch.alarm.AlarmCatalog;
import io.waybill.cloudwatch.alarm.AlarmProgram;
import io.waybill.cloudwatch.collect.Collector;
import io.waybill.cloudwatch.operations.Access;
import io.waybill.cloudwatch.operations.CloudWatchOperations;
import io.waybill.cloudwatch.operations.LateSeries;
import io.waybill.cloudwatch.state.Catalog;
import io.waybill.cloudwatch.state.CloudWatchProgram;
import io.waybill.cloudwatch.state.Metrics;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.metrics.MetricSource;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Program;
import java.util.List;
import java.util.concurrent.ExecutorService;

/// CloudWatch's metrics and alarms, as a server puts them together: first the program for the
/// engine, then the operations for the gateway.
public final class CloudWatch {
  private final CloudWatchProgram program;
  private final LateSeries series;
  private final TimeSource time;

  /// @param time the clock of the services
  /// @param calls reaches whom alarms tell
  /// @param underway counts what is on its way to them
  public CloudWatch(TimeSource time, ServiceCalls calls, Underway underway) {
    this.time = time;
    this.series = new LateSeries();
    this.program =
        new CloudWatchProgram(
            new Catalog(), new AlarmProgram(new AlarmCatalog(), calls, underway, series, series));
  }

  /// What the engine runs in every partition.
  public Program<Metrics> program() {
    return program;
  }

  /// What stores each minute's metrics of `sources`, once it is started.
  ///
  /// @param thread where it waits; it is ended with the collector
  public Collector collector(Engine engine, List<MetricSource> sources, ExecutorService thread) {
    return new Collector(new Access(engine, program, time), sources, thread);
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    Access access = new Access(engine, program, time);
    series.open(access);
    CloudWatchOperations.register(access, gateway);
  }
}
