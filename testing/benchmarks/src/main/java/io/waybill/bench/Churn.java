package io.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Fills a queue and drains it, again and again: the deleted entries behind the cursor must cost
/// nothing.
final class Churn {
  private static final int CONNECTIONS = 64;

  private Churn() {}

  /// @param messages how many go through in all
  /// @param fill how many wait before they are drained
  static void run(long messages, long fill, Path folder) throws IOException {
    Path data = Files.createTempDirectory(folder, "churn");
    try (ServerProcess server = ServerProcess.waybill(data)) {
      SendRate.once(server.address(), Requests.createQueue("bench", ""));
      round(server, Math.min(fill, 50_000)); // warms up
      Round first = round(server, fill);
      long done = fill;
      print(done, first, first, server);
      while (done < messages) {
        Round now = round(server, fill);
        done += fill;
        print(done, now, first, server);
      }
    }
  }

  private static void print(long done, Round now, Round first, ServerProcess server)
      throws IOException {
    System.out.printf(
        "%,12d messages through: filled at %,.0f/s (%.0f %% of the first), drained at %,.0f/s"
            + " (%.0f %%); %.1f µs of processor a message (%.0f %%); resident %,d MB%n",
        done,
        now.filled,
        100 * now.filled / first.filled,
        now.drained,
        100 * now.drained / first.drained,
        now.cpuMicros,
        100 * now.cpuMicros / first.cpuMicros,
        server.kilobytes("VmRSS") / 1024);
  }

  /// Messages a second, and the server's processor time for one.
  private record Round(double filled, double drained, double cpuMicros) {}

  private static Round round(ServerProcess server, long fill) throws IOException {
    double cpu = server.cpuMicros();
    byte[] batch = Requests.sendBatch("bench", Requests.body(200), 10);
    AtomicLong batches = new AtomicLong();
    Load.Result filled =
        Load.run(
            server.address(),
            CONNECTIONS,
            3_600,
            i -> Scripts.numbered(batches, fill / 10, number -> batch));
    AtomicLong left = new AtomicLong(fill / 10 * 10);
    Load.Result drained =
        Load.run(server.address(), CONNECTIONS, 3_600, i -> new Scripts.Drain("bench", left));
    return new Round(
        fill / filled.seconds(), fill / drained.seconds(), (server.cpuMicros() - cpu) / fill);
  }
}
