package io.waybill.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server in a process of its own, on the first core where the system can pin it there.
final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

  /// The two generations of the serial collector, each with what is used of it.
  private static final Pattern USED =
      Pattern.compile("(?i)(?:DefNew|Tenured|generation).* used (\\d+)K");

  /// Those of `./waybill up`, which hands them over; its own where nobody does.
  private static final List<String> SERVER_FLAGS =
      List.of(
          System.getProperty(
                  "bench.server.flags",
                  "-Xms64m -Xmx512m -XX:MaxDirectMemorySize=256m -XX:+UseSerialGC")
              .split(" "));

  private final Process process;
  private final InetSocketAddress address;
  private final double startSeconds;

  private ServerProcess(Process process, InetSocketAddress address, double startSeconds) {
    this.process = process;
    this.address = address;
    this.startSeconds = startSeconds;
  }

  /// Starts `main` of this class path and waits for the line that names its address.
  static ServerProcess start(List<String> jvmFlags, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      command.addAll(List.of("taskset", "-c", System.getProperty("bench.server.cores", "0")));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseCompactObjectHeaders"));
    command.addAll(SERVER_FLAGS);
    command.addAll(jvmFlags);
    command.add(main);
    command.addAll(arguments);
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        double seconds = (System.nanoTime() - began) / 1e9;
        InetSocketAddress address =
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(ready.group(1)));
        Thread.ofVirtual().start(() -> drain(lines));
        return new ServerProcess(process, address, seconds);
      }
    }
    throw new IOException("the server ended before it was ready: " + String.join(" ", command));
  }

  /// A Waybill server on `data`.
  static ServerProcess waybill(Path data, String... settings) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--port", "0", "--data", data.toString()));
    arguments.addAll(List.of(settings));
    return start(List.of(), "io.waybill.server.Main", arguments);
  }

  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // What it logs is not looked at.
      }
    } catch (IOException ended) {
      // So did the process.
    }
  }

  InetSocketAddress address() {
    return address;
  }

  /// From the start of the process to its ready line.
  double startSeconds() {
    return startSeconds;
  }

  /// A figure of the process as Linux tells it, in kilobytes, such as `VmRSS`.
  long kilobytes(String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith(name + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return -1;
  }

  /// Bytes that the process has written to disks so far.
  long bytesWritten() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/io"))) {
      if (line.startsWith("write_bytes:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return -1;
  }

  /// Processor time that the process has used so far, in microseconds. Other programs on the
  /// machine hardly change it, unlike rates.
  double cpuMicros() {
    return cpuMicros(process.toHandle());
  }

  /// The same of all processes that it started and that are alive.
  double childrensCpuMicros() {
    return process.descendants().mapToDouble(ServerProcess::cpuMicros).sum();
  }

  static double cpuMicros(ProcessHandle process) {
    return process.info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1000.0).orElse(0.0);
  }

  /// Makes the server collect its garbage, so that what is resident is in use.
  void collectGarbage() throws IOException, InterruptedException {
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            String.valueOf(process.pid()),
            "GC.run")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /// What a server's heap may grow to, such as `512m`.
  static String heapMax() {
    return SERVER_FLAGS.stream()
        .filter(flag -> flag.startsWith("-Xmx"))
        .map(flag -> flag.substring(4))
        .reduce("as Java has it", (before, last) -> last);
  }

  /// What of the heap is in use after a collection, such as `81 MB`.
  String heapInUse() throws IOException, InterruptedException {
    collectGarbage();
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(process.pid()),
                "GC.heap_info")
            .start();
    String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    long kilobytes = 0;
    Matcher used = USED.matcher(told);
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes / 1024 + " MB";
  }

  int threads() throws IOException {
    return (int) kilobytes("Threads");
  }

  /// Processes that it started and that are alive.
  long children() {
    return process.descendants().count();
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
