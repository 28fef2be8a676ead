package io.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Send, receive, delete in steady state, with more and more messages waiting.
final class Backlog {
  private static final int CONNECTIONS = 64;

  private Backlog() {}

  /// @param sizes how many messages wait at each measurement, rising
  static void standard(long[] sizes, double seconds, Path folder) throws IOException {
    Path data = Files.createTempDirectory(folder, "backlog");
    ServerProcess server = ServerProcess.waybill(data);
    try {
      SendRate.once(server.address(), Requests.createQueue("bench", ""));
      byte[] fill = Requests.sendBatch("bench", Requests.body(200), 10);
      byte[] send = Requests.send("bench", Requests.body(200));
      cycle(server, 2 * seconds, number -> send);
      long waiting = 0;
      double empty = 0;
      double emptyCpu = 0;
      for (long size : sizes) {
        AtomicLong batches = new AtomicLong();
        long wanted = (size - waiting) / 10;
        Load.run(
            server.address(),
            CONNECTIONS,
            3600,
            i -> Scripts.numbered(batches, wanted, number -> fill));
        waiting = size;
        long written = server.bytesWritten();
        Figures figures = cycle(server, seconds, number -> send);
        long perMessage = (server.bytesWritten() - written) / Math.max(1, figures.cycles());
        empty = empty == 0 ? figures.perSecond() : empty;
        emptyCpu = emptyCpu == 0 ? figures.cpuMicros() : emptyCpu;
        System.out.printf(
            "%,11d waiting: %,.0f cycles/s, %.0f %% of the empty queue; %.1f µs of processor a cycle (%.0f %%); %d bytes written a message; resident %,d MB%n",
            size,
            figures.perSecond(),
            100 * figures.perSecond() / empty,
            figures.cpuMicros(),
            100 * emptyCpu / figures.cpuMicros(),
            perMessage,
            server.kilobytes("VmRSS") / 1024);
      }
      server.kill();
      ServerProcess again = ServerProcess.waybill(data);
      System.out.printf(
          "restart after kill -9 with %,d waiting: %.2f s to the ready line%n",
          waiting, again.startSeconds());
      server = again;
    } finally {
      server.close();
    }
  }

  /// @param cpuMicros processor time of the server for one cycle
  private record Figures(long cycles, double perSecond, double cpuMicros) {}

  private static Figures cycle(ServerProcess server, double seconds, LongFunction<byte[]> send)
      throws IOException {
    AtomicLong cycles = new AtomicLong();
    AtomicLong numbers = new AtomicLong();
    double cpu = server.cpuMicros();
    Load.Result result =
        Load.run(
            server.address(),
            CONNECTIONS,
            seconds,
            i -> new Scripts.Cycle("bench", numbers, cycles, send));
    long done = Math.max(1, cycles.get());
    return new Figures(done, done / result.seconds(), (server.cpuMicros() - cpu) / done);
  }
}
