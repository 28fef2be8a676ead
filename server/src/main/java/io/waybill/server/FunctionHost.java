package io.waybill.server;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionLogs;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.runtime.ProcessRunner;
import io.waybill.runtime.RunnerSettings;
import io.waybill.server.config.ServerConfig;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What runs functions on this host.
record FunctionHost(ProcessRunner processes) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FunctionHost.class);

  static FunctionHost of(ServerConfig config, TimeSource time) {
    ProcessRunner processes =
        new ProcessRunner(
            RunnerSettings.in(config.data().resolve("runtime")), FunctionHost::tell, time);
    log.debug("isolation of functions: {}", processes.isolation());
    return new FunctionHost(processes);
  }

  /// What functions write stands in the server's own log.
  private static void tell(Deployment deployment, String stream, List<FunctionLogs.Line> lines) {
    lines.forEach(line -> log.info("{} {}: {}", deployment.functionName(), stream, line.text()));
  }

  FunctionRunner runner() {
    return processes;
  }

  @Override
  public void close() {
    processes.close();
  }
}
