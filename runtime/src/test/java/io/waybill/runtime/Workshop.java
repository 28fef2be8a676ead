package io.waybill.runtime;

import io.waybill.core.SystemTime;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.wire.http.LoopPorts;
import io.waybill.wire.http.Loops;
import io.waybill.wire.http.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A runner with a folder of its own, and functions made of one file.
final class Workshop implements AutoCloseable {
  final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  final ProcessRunner runner;
  private final Loops loops = new Loops(1, Transport.best());
  private final Path folder;
  private int number;

  Workshop(Path folder) {
    this(folder, RunnerSettings.in(folder.resolve("work")));
  }

  Workshop(Path folder, RunnerSettings settings) {
    this.folder = folder;
    runner =
        new ProcessRunner(
            settings,
            (deployment, stream, more) -> more.forEach(line -> log(line.text())),
            new LoopPorts(loops),
            new SystemTime());
  }

  Path work() {
    return folder.resolve("work");
  }

  Deployment python(String source) throws IOException {
    return made("python3.12", "app.handler", "app.py", source, Duration.ofSeconds(20));
  }

  Deployment node(String name, String source) throws IOException {
    return made("nodejs22.x", "index.handler", name, source, Duration.ofSeconds(20));
  }

  Deployment made(String runtime, String handler, String file, String source, Duration timeout)
      throws IOException {
    Path code = Files.createDirectories(folder.resolve("code" + ++number));
    Path made = Files.writeString(code.resolve(file), source);
    if (!made.toFile().setExecutable(true, false)) {
      throw new IOException("not executable: " + made);
    }
    return new Deployment(
        "f" + number,
        "arn:aws:lambda:eu-west-1:000000000000:function:f",
        "f",
        "$LATEST",
        "eu-west-1",
        "000000000000",
        runtime,
        handler,
        code,
        false,
        List.of(),
        Map.of("COLOUR", "blue"),
        timeout,
        128,
        512,
        "http://127.0.0.1:1",
        new Deployment.Logging("/aws/lambda/f", false, "INFO", "INFO"));
  }

  /// The same, as a folder of a person's own.
  static Deployment live(Deployment d) {
    return changed(d, true, d.layers(), d.environment(), d.logs());
  }

  /// The same, with layers beneath `/opt`.
  static Deployment layered(Deployment d, Path... layers) {
    return changed(d, d.isLive(), List.of(layers), d.environment(), d.logs());
  }

  /// The same, with one more variable.
  static Deployment varied(Deployment d, String name, String value) {
    Map<String, String> variables = new HashMap<>(d.environment());
    variables.put(name, value);
    return changed(d, d.isLive(), d.layers(), variables, d.logs());
  }

  /// The same, with a log in JSON of these levels.
  static Deployment inJson(Deployment d, String application, String system) {
    Deployment.Logging logs = new Deployment.Logging(d.logs().group(), true, application, system);
    return changed(d, d.isLive(), d.layers(), d.environment(), logs);
  }

  private static Deployment changed(
      Deployment d,
      boolean live,
      List<Path> layers,
      Map<String, String> variables,
      Deployment.Logging logs) {
    return new Deployment(
        d.id() + "-changed",
        d.functionArn(),
        d.functionName(),
        d.version(),
        d.region(),
        d.account(),
        d.runtime(),
        d.handler(),
        d.code(),
        live,
        layers,
        variables,
        d.timeout(),
        d.memoryMegabytes(),
        d.storageMegabytes(),
        d.endpoint(),
        logs);
  }

  /// A folder with one executable file.
  Path executable(String name, String source) throws IOException {
    Path made = folder.resolve("folder" + ++number).resolve(name);
    Files.createDirectories(made.getParent());
    Files.writeString(made, source);
    if (!made.toFile().setExecutable(true, false)) {
      throw new IOException("not executable: " + made);
    }
    return folder.resolve("folder" + number);
  }

  RunOutcome run(Deployment deployment, String payload) throws Exception {
    return start(deployment, payload, new ByteArrayOutputStream()).get(60, TimeUnit.SECONDS);
  }

  /// Runs an event; pieces of a streamed answer go to `streamed`.
  CompletableFuture<RunOutcome> start(
      Deployment deployment, String payload, ByteArrayOutputStream streamed) {
    return start(deployment, event(deployment, payload, ""), streamed);
  }

  private static FunctionEvent event(Deployment deployment, String payload, String clientContext) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return new FunctionEvent(
        "request-1", deployment.functionArn(), bytes, clientContext, "", true, true);
  }

  private CompletableFuture<RunOutcome> start(
      Deployment deployment, FunctionEvent event, ByteArrayOutputStream streamed) {
    CompletableFuture<RunOutcome> done = new CompletableFuture<>();
    runner.run(
        deployment,
        event,
        new RunListener() {
          @Override
          public void piece(byte[] bytes) {
            streamed.writeBytes(bytes);
          }

          @Override
          public void ended(RunOutcome outcome) {
            done.complete(outcome);
          }
        });
    return done;
  }

  /// Waits until a line was logged that begins like that.
  void awaitLine(String start) throws Exception {
    awaitLines(1, start);
  }

  /// Waits until so many lines were logged that begin like that.
  void awaitLines(int count, String start) throws Exception {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    Runnable look =
        () -> {
          if (lines.stream().filter(line -> line.startsWith(start)).count() >= count) {
            seen.complete(null);
          }
        };
    watchers.add(look);
    look.run();
    seen.get(20, TimeUnit.SECONDS);
  }

  private void log(String line) {
    lines.add(line);
    watchers.forEach(Runnable::run);
  }

  String returned(Deployment deployment, String payload) throws Exception {
    return returned(deployment, payload, "");
  }

  /// @param clientContext JSON that the caller sends along; empty for none
  String returned(Deployment deployment, String payload, String clientContext) throws Exception {
    FunctionEvent event = event(deployment, payload, clientContext);
    RunOutcome outcome =
        start(deployment, event, new ByteArrayOutputStream()).get(60, TimeUnit.SECONDS);
    if (outcome instanceof RunOutcome.Returned returned) {
      return new String(returned.payload(), StandardCharsets.UTF_8);
    }
    throw new AssertionError(outcome + " " + lines);
  }

  RunOutcome.Failed failed(Deployment deployment, String payload) throws Exception {
    RunOutcome outcome = run(deployment, payload);
    if (outcome instanceof RunOutcome.Failed failed) {
      return failed;
    }
    throw new AssertionError(outcome + " " + lines);
  }

  static String text(RunOutcome.Failed failed) {
    return new String(failed.payload(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    runner.close();
    loops.close();
  }
}
