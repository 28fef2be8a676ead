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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// What functions cost: warm, cold, behind a queue, and idle. Each beside what it is compared with,
/// in one run.
final class FunctionCosts {
  private static final String PLAIN =
      "require('http').createServer((q,s)=>{let b='';q.on('data',d=>b+=d);"
          + "q.on('end',()=>{JSON.parse(b);s.end('null')})})"
          + ".listen(0,'127.0.0.1',function(){console.log(this.address().port)})";

  /// So many, and the server's code is compiled.
  private static final int WARM_UP_INVOKES = 200_000;

  /// The host gives now more and now less, and keeps to that for seconds: what is compared takes
  /// turns that are shorter.
  private static final int TURNS = 12;

  private FunctionCosts() {}

  static void run(double seconds, Path folder) throws IOException, InterruptedException {
    // With a long name, functions could not be given a socket to call by.
    try (ServerProcess server = ServerProcess.waybill(Files.createTempDirectory(folder, "f"))) {
      FunctionControl control = new FunctionControl(server);
      control.create("empty", "nodejs22.x");
      control.create("snake", "python3.12");
      control.awaitActive("empty");
      control.awaitActive("snake");
      warm(server, seconds, 3);
      cold(control, 10);
      long messages = Long.getLong("bench.messages", 100_000);
      for (String function : List.of("empty", "snake")) {
        behindQueue(server, control, function, "warm-up", messages);
        behindQueue(server, control, function, "queue", messages);
      }
    }
    idle(1_000, folder);
  }

  // ---- warm

  private static void warm(ServerProcess server, double seconds, int rounds) throws IOException {
    byte[] invocation = FunctionControl.invocation("empty");
    byte[] plain =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
            .getBytes(StandardCharsets.US_ASCII);
    Process node = start("node", "-e", PLAIN);
    InetSocketAddress address = address(node);
    String port = String.valueOf(address.getPort());
    try (ServerProcess relay =
        ServerProcess.start(List.of(), Relay.class.getName(), List.of(port))) {
      Load.run(relay.address(), 1, seconds, i -> Scripts.repeat(plain));
      Load.run(address, 1, seconds / 2, i -> Scripts.repeat(plain));
      AtomicLong numbers = new AtomicLong();
      Load.run(
          server.address(),
          1,
          120,
          i -> Scripts.numbered(numbers, WARM_UP_INVOKES, n -> invocation));
      for (int round = 1; round <= rounds; round++) {
        Turns without = new Turns(() -> ServerProcess.cpuMicros(node.toHandle()));
        Turns relayed = new Turns(() -> 0);
        Turns with = new Turns(server::cpuMicros);
        double functionCpu = server.childrensCpuMicros();
        double turn = seconds / 2 / TURNS;
        for (int i = 0; i < TURNS; i++) {
          without.take(() -> Load.run(address, 1, turn, j -> Scripts.repeat(plain)));
          relayed.take(() -> Load.run(relay.address(), 1, turn, j -> Scripts.repeat(plain)));
          with.take(() -> Load.run(server.address(), 1, turn, j -> Scripts.repeat(invocation)));
        }
        functionCpu = (server.childrensCpuMicros() - functionCpu) / Math.max(1, with.answers);
        System.out.printf(
            "warm, round %d: plain %.4f ms, p99 %.3f ms; through a relay that only passes bytes on %.4f ms; invoke %.4f ms, p99 %.3f ms; %.2f and %.2f times; %.0f µs of the server's processor and %.0f of the function's, where plain Node takes %.0f, %d refused%n",
            round,
            without.latencies.millis(0.5),
            without.latencies.millis(0.99),
            relayed.latencies.millis(0.5),
            with.latencies.millis(0.5),
            with.latencies.millis(0.99),
            with.latencies.millis(0.5) / without.latencies.millis(0.5),
            with.latencies.millis(0.99) / without.latencies.millis(0.99),
            with.cpuMicros(),
            functionCpu,
            without.cpuMicros(),
            with.refused);
      }
    } finally {
      node.destroy();
    }
  }

  /// What one of those compared did in all its turns.
  private static final class Turns {
    final Latencies latencies = new Latencies();
    private final DoubleSupplier processor;
    private double processorMicros;
    long answers;
    long refused;

    /// @param processor its processor time so far, in microseconds
    Turns(DoubleSupplier processor) {
      this.processor = processor;
    }

    void take(Turn turn) throws IOException {
      double before = processor.getAsDouble();
      Load.Result result = turn.run();
      processorMicros += processor.getAsDouble() - before;
      latencies.addAll(result.latencies());
      answers += result.answers();
      refused += result.refused();
    }

    /// Of one answer.
    double cpuMicros() {
      return processorMicros / Math.max(1, answers);
    }
  }

  @FunctionalInterface
  private interface Turn {
    Load.Result run() throws IOException;
  }

  private static Process start(String... command) throws IOException {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      line.addAll(List.of("taskset", "-c", System.getProperty("bench.server.cores", "0")));
    }
    line.addAll(List.of(command));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static InetSocketAddress address(Process node) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(lines.readLine().strip()));
  }

  // ---- cold

  private static void cold(FunctionControl control, int rounds)
      throws IOException, InterruptedException {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int i = 0; i <= rounds; i++) {
      long began = System.nanoTime();
      Process node = start("node", "-e", "0");
      node.waitFor();
      double plain = (System.nanoTime() - began) / 1e6;
      control.change("empty", i);
      began = System.nanoTime();
      control.invoke("empty");
      double cold = (System.nanoTime() - began) / 1e6;
      if (i > 0) { // the first warms up
        without.add(plain);
        with.add(cold);
      }
    }
    without.sort(null);
    with.sort(null);
    System.out.printf(
        "cold: node itself %.0f ms (median of %.0f to %.0f), first invoke %.0f ms (%.0f to %.0f): %.0f ms over%n",
        without.get(rounds / 2),
        without.getFirst(),
        without.getLast(),
        with.get(rounds / 2),
        with.getFirst(),
        with.getLast(),
        with.get(rounds / 2) - without.get(rounds / 2));
  }

  // ---- behind a queue

  private static void behindQueue(
      ServerProcess server, FunctionControl control, String function, String what, long messages)
      throws IOException, InterruptedException {
    String queue = what + "-for-" + function;
    SendRate.once(server.address(), Requests.createQueue(queue, ""));
    AtomicLong numbers = new AtomicLong();
    byte[] batch = Requests.sendBatch(queue, Requests.body(200), 10);
    Load.run(server.address(), 16, 600, i -> Scripts.numbered(numbers, messages / 10, n -> batch));
    double cpu = server.cpuMicros();
    control.map(queue, function);
    long beganAt = 0;
    long countAtBegin = 0;
    long count = control.count(queue);
    while (count > 0) {
      Thread.sleep(100); // a look now and then, which costs nothing beside the work
      count = control.count(queue);
      if (beganAt == 0 && count < messages * 9 / 10) {
        beganAt = System.nanoTime();
        countAtBegin = count;
      }
    }
    double took = (System.nanoTime() - beganAt) / 1e9;
    System.out.printf(
        "%s to %s at batch size 10: %,.0f messages/s, %.1f µs of the server's processor a message%n",
        what, function, countAtBegin / took, (server.cpuMicros() - cpu) / messages);
  }

  // ---- idle

  private static void idle(int count, Path folder) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.waybill(Files.createTempDirectory(folder, "idle"))) {
      FunctionControl control = new FunctionControl(server);
      SendRate.once(server.address(), Requests.createQueue("warm", ""));
      control.create("warm", "nodejs22.x");
      control.map("warm", "warm");
      // The first ones grow what the server has for all: buffers, code, the young heap.
      long first = more(server, control, 0, count);
      long next = more(server, control, count, count);
      double cpu = server.cpuMicros();
      Thread.sleep(10_000); // the measurement is of time in which nothing happens
      System.out.printf(
          "%,d functions and mappings: %,d KB more resident memory, as many again %,d KB; %d processes, %.2f ms of processor in 10 idle seconds%n",
          count, first, next, server.children(), (server.cpuMicros() - cpu) / 1000);
    }
  }

  /// Makes `count` functions, each with a mapping from a queue of its own; answers how many
  /// kilobytes more are resident than with the queues alone.
  private static long more(ServerProcess server, FunctionControl control, int from, int count)
      throws IOException, InterruptedException {
    for (int i = from; i < from + count; i++) {
      SendRate.once(server.address(), Requests.createQueue("q" + i, ""));
    }
    server.collectGarbage();
    long before = server.kilobytes("VmRSS");
    for (int i = from; i < from + count; i++) {
      control.create("f" + i, "nodejs22.x");
      control.map("q" + i, "f" + i);
    }
    server.collectGarbage();
    return server.kilobytes("VmRSS") - before;
  }
}
