package io.waybill.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /// A server with one topic, which has one live endpoint.
  private record Post(ServerProcess server, String live) {
    double cpu() {
      return server.cpuMicros();
    }
  }

  /// Messages on their way to a live endpoint while `waiting` others wait for one of the same topic
  /// that never answers, and beside them to that of a server which has no such endpoint. They go to
  /// both in turn, so that whatever else the machine does meets both.
  static void dead(long waiting, int perSecond, int messages, Path folder)
      throws IOException, InterruptedException {
    try (Sink sink = new Sink();
        ServerProcess first = ServerProcess.waybill(Files.createTempDirectory(folder, "alone"));
        ServerProcess second = ServerProcess.waybill(Files.createTempDirectory(folder, "dead"))) {
      Post alone = post(first, sink, "/live-alone");
      Post beside = post(second, sink, "/live-beside");
      List<Post> both = List.of(alone, beside);
      for (Post each : both) {
        subscribe(each.server.address(), sink, "/dead", "dead");
      }
      inTurn(both, sink, perSecond, messages); // warms up
      second.collectGarbage();
      long memory = second.kilobytes("VmRSS");
      int threads = second.threads();
      List<Latencies> before = inTurn(both, sink, perSecond, messages);
      System.out.printf(
          "two servers, neither with a dead endpoint's deliveries: %s; %s%n",
          before.get(0), before.get(1));

      publish(second.address(), waiting, "dead");
      double cpuAlone = alone.cpu();
      double cpu = beside.cpu();
      long began = System.nanoTime();
      List<Latencies> ways = inTurn(both, sink, perSecond, messages);
      double micros = (System.nanoTime() - began) / 1000.0;
      int threadsBeside = second.threads();
      second.collectGarbage();
      System.out.printf(
          "alone: %s; beside %,d deliveries that wait for a dead one: %s; p50 %.0f %%, p99 %.0f %%"
              + " of alone; %.1f %% of a processor, alone %.1f %%%n",
          ways.get(0),
          waiting,
          ways.get(1),
          100 * ways.get(1).millis(0.5) / ways.get(0).millis(0.5),
          100 * ways.get(1).millis(0.99) / ways.get(0).millis(0.99),
          100 * (beside.cpu() - cpu) / micros,
          100 * (alone.cpu() - cpuAlone) / micros);
      System.out.printf(
          "%d threads, %d more than before; %,d MB resident, %,d MB more (%.2f KB a delivery)%n",
          threadsBeside,
          threadsBeside - threads,
          second.kilobytes("VmRSS") / 1024,
          (second.kilobytes("VmRSS") - memory) / 1024,
          (second.kilobytes("VmRSS") - memory) / (double) waiting);
    }
  }

  private static Post post(ServerProcess server, Sink sink, String live)
      throws IOException, InterruptedException {
    SendRate.once(server.address(), CloudRequests.createTopic(TOPIC));
    subscribe(server.address(), sink, live, "live");
    return new Post(server, live);
  }

  /// Lets `deliveries` fail once, so that all wait for an hour, and starts the server again.
  static void backoff(long deliveries, int endpoints, Path folder)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, "backoff");
    ServerProcess server = ServerProcess.waybill(data);
    try (Sink sink = new Sink()) {
      double empty = server.startSeconds();
      Post live = post(server, sink, "/live");
      for (int i = 0; i < endpoints; i++) {
        subscribe(server.address(), sink, "/busy" + i, "busy");
      }
      long began = System.nanoTime();
      double cpu = server.cpuMicros();
      long published = deliveries / endpoints / 10 * 10;
      publish(server.address(), published, "busy");
      long all = published * endpoints;
      for (long known = -1; sink.refused() < all; ) {
        if (known == sink.refused()) {
          throw new IOException("of " + all + " deliveries only " + known + " were tried");
        }
        known = sink.refused();
        for (int i = 0; i < 100 && sink.refused() < all; i++) {
          Thread.sleep(100); // the load is the server's own; the error is small beside the minutes
        }
      }
      System.out.printf(
          "%,d deliveries failed once, %,.0f/s, %.1f µs of processor each; heap in use %s%n",
          all,
          all / ((System.nanoTime() - began) / 1e9),
          (server.cpuMicros() - cpu) / all,
          server.heapInUse());
      Latencies before = inTurn(List.of(live), sink, 50, 200).getFirst();
      server.kill();
      server = ServerProcess.waybill(data);
      System.out.printf(
          "restart after kill -9 with them in backoff: %.2f s to the ready line (empty: %.2f s);"
              + " heap in use %s of at most %s, %,d MB resident%n",
          server.startSeconds(),
          empty,
          server.heapInUse(),
          ServerProcess.heapMax(),
          server.kilobytes("VmRSS") / 1024);
      List<Post> again = List.of(new Post(server, live.live));
      inTurn(again, sink, 50, 200); // warms up
      Latencies after = inTurn(again, sink, 50, 200).getFirst();
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

  /// Publishes `messages` to each of `posts`, in turn, `perSecond` to each.
  private static List<Latencies> inTurn(List<Post> posts, Sink sink, int perSecond, int messages)
      throws IOException, InterruptedException {
    LongFunction<byte[]> publish =
        now -> CloudRequests.publishBatch(TOPIC, "at=" + now + ".", "live", 1);
    List<Talk> talks = new ArrayList<>();
    for (Post post : posts) {
      talks.add(new Talk(post.server.address()));
    }
    long next = System.nanoTime();
    for (int i = 0; i < messages * posts.size(); i++) {
      next += 1_000_000_000L / perSecond / posts.size();
      long early = next - System.nanoTime();
      if (early > 0) {
        Thread.sleep(early / 1_000_000, (int) (early % 1_000_000)); // the rate that was asked for
      }
      talks.get(i % posts.size()).ask(publish.apply(System.nanoTime()));
    }
    List<Latencies> all = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      talks.get(i).close();
      Latencies latencies = new Latencies();
      for (int j = 0; j < messages; j++) {
        latencies.add(sink.arrival(posts.get(i).live));
      }
      all.add(latencies);
    }
    return all;
  }
}
