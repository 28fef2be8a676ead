package io.waybill.runtime;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionLogs;
import io.waybill.engine.functions.LocalPorts;
import io.waybill.runtime.environment.Environment;
import io.waybill.runtime.environment.Handed;
import io.waybill.runtime.environment.Ids;
import io.waybill.runtime.environment.Keeper;
import io.waybill.runtime.environment.Site;
import io.waybill.runtime.host.Bootstraps;
import io.waybill.runtime.host.Launch;
import io.waybill.runtime.host.Leftovers;
import io.waybill.runtime.host.Sandbox;
import io.waybill.runtime.host.SandboxFiles;
import io.waybill.runtime.log.LogPipe;
import io.waybill.runtime.log.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes environments and starts their processes on this host; what an earlier server left of its
/// own is swept away first. How many there are and for whom is not its matter.
final class Starter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Starter.class);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  /// Names of sockets are short: so many tell the environments of a server apart.
  private static final int SOCKET_DIGITS = 12;

  private final RunnerSettings settings;
  private final FunctionLogs logs;
  private final LocalPorts ports;
  private final TimeSource time;
  private final Sandbox sandbox;
  private final Launch launch;
  private final String mark;
  private final Ids ids;

  /// Processes are tied to the thread that starts them, so it must live as long as they.
  private final ExecutorService launcher =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("function-launcher").daemon().factory());

  Starter(RunnerSettings settings, FunctionLogs logs, LocalPorts ports, TimeSource time) {
    this.settings = settings;
    this.logs = logs;
    this.ports = ports;
    this.time = time;
    this.ids = new Ids(time);
    mark = Integer.toHexString(settings.folder().hashCode());
    sweep();
    try {
      Path bootstraps = settings.folder().resolve("bootstraps");
      Bootstraps.unpack(bootstraps);
      sandbox = new Sandbox(SandboxFiles.made(bootstraps.resolve("system")), mark);
      launch = new Launch(sandbox, bootstraps, mark);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private void sweep() {
    Leftovers.kill("WAYBILL_RUNNER=" + mark);
    Leftovers.delete(environments());
    Leftovers.delete(sockets());
  }

  private Path environments() {
    return settings.folder().resolve("environments");
  }

  private Path sockets() {
    return settings.folder().resolve("api");
  }

  /// Which isolation functions have on this host, in one line.
  String isolation() {
    return sandbox.words();
  }

  /// Makes an environment, whose process starts soon. Throws
  /// [java.util.concurrent.RejectedExecutionException] where none can be made.
  ///
  /// @param first the event that it is made for; empty where it is provisioned
  Environment start(Deployment deployment, Keeper keeper, Optional<Handed> first) {
    String id = ids.hex(16);
    LogPipe pipe =
        new LogPipe(
            deployment,
            stream(deployment, id),
            logs,
            time,
            "waybill-end-" + ids.hex(8),
            new Telemetry(deployment.logs().json()));
    Path own = environments().resolve(id);
    Site site =
        new Site(
            deployment,
            own,
            sockets().resolve(id.substring(0, SOCKET_DIGITS)),
            sandbox.place(own.resolve("opt"), "/opt"),
            first.isEmpty(),
            sandbox.isOn(),
            settings.initMax(),
            ports);
    Environment made = new Environment(keeper, ids, site, time, pipe, first);
    launcher.execute(() -> launch(made, pipe));
    return made;
  }

  private String stream(Deployment deployment, String id) {
    return DAY.format(Instant.ofEpochMilli(time.millis())) + "/[" + deployment.version() + "]" + id;
  }

  private void launch(Environment environment, LogPipe pipe) {
    try {
      ProcessBuilder process =
          launch.prepare(
              environment.site().deployment(),
              environment.site().own(),
              environment.api(),
              pipe.stream(),
              pipe.endMark(),
              environment.site().provisioned());
      environment.launched(process.start());
    } catch (IOException | RuntimeException cannot) {
      log.warn(
          "an environment of {} could not be started: {}",
          environment.site().deployment().functionName(),
          cannot.getMessage());
      environment.kill();
    }
  }

  /// Takes away what an environment has left, whose processes have ended.
  void clear(Environment environment) {
    Path own = environment.site().own();
    Leftovers.delete(own);
    Leftovers.delete(environment.site().socket());
    sandbox.left(own);
  }

  /// No environment runs any more.
  @Override
  public void close() {
    launcher.shutdown();
    sweep();
  }
}
