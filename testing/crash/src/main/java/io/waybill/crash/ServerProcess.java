package io.waybill.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server as a process of its own, with the class path of this one.
final class ServerProcess {
  private static final Pattern ENDPOINT = Pattern.compile("http://[^\\s]*:\\d+");
  private static final long START_SECONDS = 60;

  private final Process process;
  private final Path errors;
  private String endpoint = "";

  private ServerProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /// Starts a server on `data`, without waiting for it. What it complains of goes to a file beside
  /// the folder.
  static ServerProcess launch(Path data, String... settings) throws IOException {
    Path errors = Files.createTempFile(data.toAbsolutePath().getParent(), "errors", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.waybill.server.Main");
    command.addAll(List.of("--data", data.toString(), "--log-level", "error"));
    command.addAll(List.of(settings));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    return new ServerProcess(process, errors);
  }

  /// Starts a server and returns when it is ready.
  static ServerProcess start(Path data, String... settings) throws IOException {
    ServerProcess server = launch(data, settings);
    server.awaitReady();
    return server;
  }

  /// Reads what the process prints up to the line with its address.
  private void awaitReady() throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher found = ENDPOINT.matcher(line);
      if (found.find()) {
        endpoint = found.group();
        Thread.ofVirtual().start(() -> output.lines().forEach(any -> {}));
        return;
      }
    }
    throw new IllegalStateException("the server ended: " + errors());
  }

  String endpoint() {
    return endpoint;
  }

  /// kill -9, and waits until the process is gone.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Ends it as an operator does, and answers its exit code.
  int stop() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the server does not end");
    }
    return process.exitValue();
  }

  /// Sends it a signal such as `STOP` or `CONT`.
  void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " ended with " + code);
    }
  }

  /// All that it complained of.
  String errors() throws IOException {
    return Files.readString(errors);
  }
}
