package io.waybill.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Topics whose endpoints do not take what they get: what waits for them, and who else has to.
final class Endpoints {
  private static final int CONNECTIONS = 32;
  private static final String TOPIC = "bench";

  /// One retry, an hour later.
  private static final String LATER =
      "{\"healthyRetryPolicy\":{\"numRetries\":1,\"minDelayTarget\":3600,\"maxDelayTarget\":3600}}";

  private Endpoints() {}

  /// Messages on their way to a live endpoint, before and while `waiting` others wait for one of
  /// the same topic that never answers.
  static void dead(long waiting, int perSecond, int messages, Path folder)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, "dead");
    try (Sink sink = new Sink();
        ServerProcess server = ServerProcess.waybill(data)) {
      SendRate.once(server.address(), CloudRequests.createTopic(TOPIC));
      subscribe(server.address(), sink, "/live", "live");
      subscribe(server.address(), sink, "/dead", "dead");
      way(server.address(), sink, perSecond, messages); // warms up
      server.collectGarbage();
      long memory = server.kilobytes("VmRSS");
      int threads = server.threads();
      Latencies before = way(server.address(), sink, perSecond, messages);
      System.out.printf("the live endpoint alone: %s%n", before);

      publish(server.address(), waiting, "dead");
      double cpu = server.cpuMicros();
      long began = System.nanoTime();
      Latencies beside = way(server.address(), sink, perSecond, messages);
      double share = (server.cpuMicros() - cpu) * 1000 / (System.nanoTime() - began);
      int threadsBeside = server.threads();
      server.collectGarbage();
      System.out.printf(
          "beside %,d deliveries that wait for a dead one: %s; p50 %.0f %%, p99 %.0f %% of alone;"
              + " %.0f %% of a processor%n",
          waiting,
          beside,
          100 * beside.millis(0.5) / before.millis(0.5),
          100 * beside.millis(0.99) / before.millis(0.99),
          100 * share);
      System.out.printf(
          "%d threads, %d more than before; %,d MB resident, %,d MB more (%.2f KB a delivery)%n",
          threadsBeside,
          threadsBeside - threads,
          server.kilobytes("VmRSS") / 1024,
          (server.kilobytes("VmRSS") - memory) / 1024,
          (server.kilobytes("VmRSS") - memory) / (double) waiting);
    }
  }

  /// Lets `deliveries` fail once, so that all wait for an hour, and starts the server again.
  static void backoff(long deliveries, int endpoints, Path folder)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, "backoff");
    ServerProcess server = ServerProcess.waybill(data);
    try (Sink sink = new Sink()) {
      double empty = server.startSeconds();
      SendRate.once(server.address(), CloudRequests.createTopic(TOPIC));
      for (int i = 0; i < endpoints; i++) {
        subscribe(server.address(), sink, "/busy" + i, "busy");
      }
      subscribe(server.address(), sink, "/live", "live");
      long began = System.nanoTime();
      double cpu = server.cpuMicros();
      long published = deliveries / endpoints / 10 * 10;
      publish(server.address(), published, "busy");
      while (sink.refused() < published * endpoints) {
        Thread.sleep(100); // the load is the server's own; the error is small beside the minutes
      }
      long all = published * endpoints;
      System.out.printf(
          "%,d deliveries failed once, %,.0f/s, %.1f µs of processor each; heap in use %s%n",
          all,
          all / ((System.nanoTime() - began) / 1e9),
          (server.cpuMicros() - cpu) / all,
          server.heapInUse());
      Latencies before = way(server.address(), sink, 50, 200);
      server.kill();
      server = ServerProcess.waybill(data);
      System.out.printf(
          "restart after kill -9 with them in backoff: %.2f s to the ready line (empty: %.2f s);"
              + " heap in use %s of at most %s, %,d MB resident%n",
          server.startSeconds(),
          empty,
          server.heapInUse(),
          System.getProperty("bench.heap", "512m"),
          server.kilobytes("VmRSS") / 1024);
      way(server.address(), sink, 50, 200); // warms up
      Latencies after = way(server.address(), sink, 50, 200);
      System.out.printf("a live endpoint of the topic: %s, after the restart %s%n", before, after);
      System.out.printf("tried again before its time: %,d%n", sink.refused() - all);
    } finally {
      server.close();
    }
  }

  private static void subscribe(InetSocketAddress server, Sink sink, String path, String kind)
      throws IOException, InterruptedException {
    SendRate.once(server, CloudRequests.subscribeEndpoint(TOPIC, sink.url(path), kind, LATER));
    SendRate.once(server, CloudRequests.confirm(TOPIC, sink.token()));
  }

  private static void publish(InetSocketAddress server, long messages, String kind)
      throws IOException {
    byte[] batch = CloudRequests.publishBatch(TOPIC, Requests.body(200), kind, 10);
    AtomicLong numbers = new AtomicLong();
    Load.Result result =
        Load.run(
            server, CONNECTIONS, 3_600, i -> Scripts.numbered(numbers, messages / 10, n -> batch));
    if (result.refused() > 0) {
      throw new IOException(result.refused() + " publishes were refused");
    }
    System.out.printf(
        "published %,d at %,.0f/s (%s)%n",
        messages, messages / result.seconds(), result.latencies());
  }

  private static Latencies way(InetSocketAddress server, Sink sink, int perSecond, int messages)
      throws IOException, InterruptedException {
    LongFunction<byte[]> publish =
        now -> CloudRequests.publishBatch(TOPIC, "at=" + now + ".", "live", 1);
    Latencies latencies = new Latencies();
    try (Talk talk = new Talk(server)) {
      long next = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        next += 1_000_000_000L / perSecond;
        long early = next - System.nanoTime();
        if (early > 0) {
          Thread.sleep(early / 1_000_000, (int) (early % 1_000_000)); // the rate that was asked for
        }
        talk.ask(publish.apply(System.nanoTime()));
      }
    }
    for (int i = 0; i < messages; i++) {
      latencies.add(sink.arrival());
    }
    return latencies;
  }
}
