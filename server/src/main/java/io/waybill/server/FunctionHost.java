package io.waybill.server;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.invoke.LogShipper;
import io.waybill.runtime.ProcessRunner;
import io.waybill.runtime.RunnerSettings;
import io.waybill.server.config.ServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What runs functions on this host.
record FunctionHost(ProcessRunner processes) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FunctionHost.class);

  /// @param calls where what functions write goes: to CloudWatch Logs
  static FunctionHost of(ServerConfig config, TimeSource time, ServiceCalls calls) {
    ProcessRunner processes =
        new ProcessRunner(
            RunnerSettings.in(config.data().resolve("runtime")), new LogShipper(calls), time);
    log.info("isolation of functions: {}", processes.isolation());
    return new FunctionHost(processes);
  }

  FunctionRunner runner() {
    return processes;
  }

  @Override
  public void close() {
    processes.close();
  }
}
