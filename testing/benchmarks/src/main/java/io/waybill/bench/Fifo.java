package io.waybill.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Messages that go through a FIFO queue: sent, received and deleted by tens, with more and more
/// groups and more and more messages waiting.
final class Fifo {
  private static final int CONNECTIONS = 64;
  private static final String QUEUE = "bench.fifo";
  private static final String BODY = Requests.body(200);

  private Fifo() {}

  /// @param groups over how many groups the messages are spread, each on a server of its own
  /// @param sizes how many messages wait at each measurement, rising
  static void run(long[] groups, long[] sizes, double seconds, Path folder) throws IOException {
    for (long each : groups) {
      Path data = Files.createTempDirectory(folder, "fifo");
      try (ServerProcess server = ServerProcess.waybill(data)) {
        create(server.address());
        flow(server.address(), each, 0, 2 * seconds);
        measure(server, each, sizes, seconds);
      }
    }
  }

  private static void measure(ServerProcess server, long groups, long[] sizes, double seconds)
      throws IOException {
    double empty = 0;
    long waiting = 0;
    long next = 1L << 40;
    for (long size : sizes) {
      fill(server.address(), groups, next, size - waiting);
      next += size - waiting;
      waiting = size;
      double cpu = server.cpuMicros();
      long written = server.bytesWritten();
      Result result = flow(server.address(), groups, next, seconds);
      next = result.flowed.numbers().get();
      double count = Math.max(1, result.flowed.deleted().get());
      empty = empty == 0 ? result.perSecond() : empty;
      System.out.printf(
          "%,7d groups, %,9d waiting: %,.0f messages/s, %.0f %% of the empty queue; %.1f µs of processor and %.0f bytes written a message; %.1f messages a receive; %s; %d refused; resident %,d MB%n",
          groups,
          size,
          result.perSecond(),
          100 * result.perSecond() / empty,
          (server.cpuMicros() - cpu) / count,
          (server.bytesWritten() - written) / count,
          count / result.flowed.receives().get(),
          result.load.latencies(),
          result.load.refused() + result.flowed.failed().get(),
          server.kilobytes("VmRSS") / 1024);
    }
  }

  static void create(InetSocketAddress server) throws IOException {
    SendRate.once(server, Requests.createQueue(QUEUE, "\"FifoQueue\":\"true\""));
  }

  private static void fill(InetSocketAddress server, long groups, long first, long messages)
      throws IOException {
    AtomicLong batches = new AtomicLong();
    Load.run(
        server,
        CONNECTIONS,
        3600,
        i ->
            Scripts.numbered(batches, messages / 10, batch -> batchOf(first + batch * 10, groups)));
  }

  private static byte[] batchOf(long first, long groups) {
    return Requests.sendToGroups(QUEUE, BODY, first, 10, groups);
  }

  private record Result(Load.Result load, Scripts.Flowed flowed, double perSecond) {}

  private static Result flow(InetSocketAddress server, long groups, long first, double seconds)
      throws IOException {
    Scripts.Flowed flowed = Scripts.Flowed.from(first, seconds);
    Load.Result load =
        Load.run(
            server,
            CONNECTIONS,
            seconds + 10,
            i -> new Scripts.Flow(QUEUE, flowed, number -> batchOf(number, groups)));
    return new Result(load, flowed, flowed.inTime().get() / seconds);
  }

  /// The load alone, after `waiting` messages were sent.
  static void at(InetSocketAddress server, long groups, long waiting, double seconds)
      throws IOException {
    create(server);
    long first = System.nanoTime();
    fill(server, groups, first, waiting);
    Result result = flow(server, groups, first + waiting, seconds);
    System.out.printf(
        "%,.0f messages/s, %d refused%n",
        result.perSecond(), result.load.refused() + result.flowed.failed().get());
  }
}
