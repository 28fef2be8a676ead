package io.waybill.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, started as a person would start it, so that it can be killed
/// as a machine would kill it.
final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (\\S+)");
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final URI endpoint;

  private ServerProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// The command that starts a server: the launcher that started us, else this very Java.
  static List<String> command() {
    String launcher = System.getProperty("waybill.launcher", "");
    if (!launcher.isEmpty()) {
      return List.of(launcher, "up");
    }
    String java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    return List.of(
        java,
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path", ""),
        "io.waybill.server.Main");
  }

  /// Starts a server on `folder` and returns once it is ready.
  ///
  /// @param port 0 for any that is free
  static ServerProcess start(List<String> command, Path folder, int port) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--port", String.valueOf(port), "--data", folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("WAYBILL_") && !name.contains("JAVA"));
    try {
      Process process = builder.start();
      return new ServerProcess(process, awaitReady(process));
    } catch (IOException e) {
      throw new CommandFailure(
          "can't start a server with " + command.getFirst() + ": " + e.getMessage());
    }
  }

  /// Reads what the server says until it is ready; afterwards somebody must go on reading, or a
  /// full pipe would stop it.
  private static URI awaitReady(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder before = new StringBuilder();
    for (Optional<String> line = next(said); line.isPresent(); line = next(said)) {
      Matcher ready = READY.matcher(line.get());
      if (ready.find()) {
        Thread.ofVirtual().start(() -> said.lines().forEach(ignored -> {}));
        return URI.create(ready.group(1));
      }
      before.append(line.get()).append(' ');
    }
    throw new CommandFailure("the server did not start: " + before.toString().strip());
  }

  private static Optional<String> next(BufferedReader said) throws IOException {
    return Optional.ofNullable(said.readLine());
  }

  URI endpoint() {
    return endpoint;
  }

  long pid() {
    return process.pid();
  }

  /// `kill -9`: no goodbye, nothing flushed.
  void kill() {
    process.destroyForcibly();
    await();
  }

  /// SIGTERM, and -9 for one that does not go.
  @Override
  public void close() {
    process.destroy();
    if (!await()) {
      process.destroyForcibly();
    }
  }

  private boolean await() {
    try {
      return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
