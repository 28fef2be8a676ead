package io.waybill.server;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.LocalPorts;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.invoke.LogShipper;
import io.waybill.runtime.ProcessRunner;
import io.waybill.runtime.RunnerSettings;
import io.waybill.server.admin.RuntimeLine;
import io.waybill.server.config.ServerConfig;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/// What runs functions on this host.
record FunctionHost(ProcessRunner processes, LogShipper logs) implements AutoCloseable {
  /// How long a line of a function's log waits for others to share a commit with.
  private static final long LINES_WAIT_MILLIS = 50;

  /// @param calls where what functions write goes: to CloudWatch Logs
  /// @param ports where functions are heard
  static FunctionHost of(
      ServerConfig config, TimeSource time, ServiceCalls calls, LocalPorts ports) {
    LogShipper logs =
        new LogShipper(
            calls,
            ForkJoinPool.commonPool(),
            CompletableFuture.delayedExecutor(LINES_WAIT_MILLIS, TimeUnit.MILLISECONDS));
    ProcessRunner processes =
        new ProcessRunner(RunnerSettings.in(config.data().resolve("runtime")), logs, ports, time);
    return new FunctionHost(processes, logs);
  }

  /// How functions are kept apart here, in one line.
  String isolation() {
    return processes.isolation();
  }

  /// Lambda's runtimes, and what runs each here.
  List<RuntimeLine> runtimes() {
    return processes.runtimes().stream()
        .map(each ->
            new RuntimeLine(each.name(), each.runs(), each.program(), each.version(), each.note()))
        .toList();
  }

  FunctionRunner runner() {
    return processes;
  }

  @Override
  public void close() {
    processes.close();
    logs.close();
  }
}
