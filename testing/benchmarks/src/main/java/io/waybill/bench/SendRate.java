package io.waybill.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// SendMessage and SendMessageBatch at 64 connections, against the same HTTP server that answers
/// the same bytes without anything behind it, and against the same server over a store that keeps
/// nothing.
final class SendRate {
  private static final int CONNECTIONS = 64;
  static final byte[] SEND = Requests.send("bench", Requests.body(200));
  private static final byte[] BATCH = Requests.sendBatch("bench", Requests.body(200), 10);

  private SendRate() {}

  static void run(double seconds, int rounds, Path folder) throws IOException {
    Path data = Files.createTempDirectory(folder, "send");
    Path none = Files.createTempDirectory(folder, "none");
    try (ServerProcess echo =
            ServerProcess.start(List.of(), EchoServer.class.getName(), List.of());
        ServerProcess storeless =
            ServerProcess.start(
                List.of(),
                StorelessServer.class.getName(),
                List.of("--port", "0", "--data", none.toString()));
        ServerProcess waybill = ServerProcess.waybill(data)) {
      once(waybill.address(), Requests.createQueue("bench", ""));
      // On one core the compiler takes this long to be through with what the load runs.
      Load.run(echo.address(), CONNECTIONS, 10, i -> Scripts.repeat(SEND));
      Load.run(storeless.address(), CONNECTIONS, 25, i -> Scripts.repeat(SEND));
      Load.run(waybill.address(), CONNECTIONS, 25, i -> Scripts.repeat(SEND));
      for (int round = 1; round <= rounds; round++) {
        System.out.printf("round %d%n", round);
        Measured bare = measure("HTTP alone", echo, SEND, 1, seconds);
        Measured without = measure("without a store", storeless, SEND, 1, seconds);
        Measured send = measure("SendMessage", waybill, SEND, 1, seconds);
        compare("HTTP alone", bare, send);
        compare("the server without a store", without, send);
      }
      // Behind all the others, whose compactions would else be theirs.
      Load.run(waybill.address(), CONNECTIONS, 10, i -> Scripts.repeat(BATCH));
      for (int round = 1; round <= rounds; round++) {
        measure("SendMessageBatch of 10", waybill, BATCH, 10, seconds);
      }
    }
  }

  private static void compare(String what, Measured without, Measured send) {
    System.out.printf(
        "  SendMessage: %.0f %% of the rate of %s; by processor time %.0f %%%n",
        100 * send.perSecond / without.perSecond, what, 100 * without.cpuMicros / send.cpuMicros);
  }

  private record Measured(double perSecond, double cpuMicros) {}

  private static Measured measure(
      String what, ServerProcess server, byte[] request, int messages, double seconds)
      throws IOException {
    long written = server.bytesWritten();
    double cpu = server.cpuMicros();
    Load.Result result =
        Load.run(server.address(), CONNECTIONS, seconds, i -> Scripts.repeat(request));
    double count = Math.max(1, result.answers() * messages);
    double each = (server.cpuMicros() - cpu) / count;
    System.out.printf(
        "  %s: %,.0f messages/s, %s, %.1f µs of processor and %.0f bytes written a message, %d refused%n",
        what,
        messages * result.perSecond(),
        result.latencies(),
        each,
        (server.bytesWritten() - written) / count,
        result.refused());
    return new Measured(messages * result.perSecond(), each);
  }

  /// The load alone.
  static void at(InetSocketAddress server, String what, double seconds) throws IOException {
    AtomicLong numbers = new AtomicLong(System.nanoTime());
    AtomicLong cycles = new AtomicLong();
    Load.Result result =
        switch (what) {
          case "cycle" -> {
            once(server, Requests.createQueue("bench", ""));
            yield Load.run(
                server,
                CONNECTIONS,
                seconds,
                i -> new Scripts.Cycle("bench", numbers, cycles, number -> SEND));
          }
          case "invoke" -> {
            byte[] invocation = FunctionControl.invocation("empty");
            int connections = Integer.getInteger("bench.connections", 1);
            yield Load.run(server, connections, seconds, i -> Scripts.repeat(invocation));
          }
          default -> {
            once(server, Requests.createQueue("bench", ""));
            byte[] request = what.equals("batch") ? BATCH : SEND;
            yield Load.run(server, CONNECTIONS, seconds, i -> Scripts.repeat(request));
          }
        };
    System.out.printf(
        "%,.0f requests/s (%s), %d cycles, %d refused%n",
        result.perSecond(), result.latencies(), cycles.get(), result.refused());
  }

  static void once(InetSocketAddress server, byte[] request) throws IOException {
    boolean[] done = {false};
    Load.Result result =
        Load.run(
            server,
            1,
            30,
            i ->
                new Script() {
                  @Override
                  public byte @Nullable [] next() {
                    boolean first = !done[0];
                    done[0] = true;
                    return first ? request : null;
                  }

                  @Override
                  public void answered(int status, byte[] body, int from, int length) {}
                });
    if (result.answers() != 1) {
      throw new IOException("a request before the load was refused");
    }
  }
}
