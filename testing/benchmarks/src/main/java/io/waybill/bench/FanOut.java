package io.waybill.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Topics and buses: what a delivery costs with few and many targets, and with few and many rules;
/// and how long a message is on its way.
final class FanOut {
  private static final int CONNECTIONS = 32;
  private static final Pattern VISIBLE = Pattern.compile("\"visible\" ?: ?(\\d+)");
  private static final byte[] STATUS =
      "GET /_waybill/status HTTP/1.1\r\nHost: localhost\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private FanOut() {}

  /// Publishes to a topic with each number of queues: `deliveries` in all, every one synced.
  static void topics(long[] subscriptions, long deliveries, Path folder)
      throws IOException, InterruptedException {
    for (long count : subscriptions) {
      Path data = Files.createTempDirectory(folder, "fan");
      try (ServerProcess waybill = ServerProcess.waybill(data)) {
        SendRate.once(waybill.address(), CloudRequests.createTopic("bench"));
        each(waybill.address(), count, i -> Requests.createQueue("q" + i, ""));
        each(waybill.address(), count, i -> CloudRequests.subscribe("bench", "q" + i));
        byte[] publish = CloudRequests.publish("bench", Requests.body(200));
        long warm = Math.max(1, deliveries / 4 / count);
        each(waybill.address(), warm, i -> publish);
        awaitVisible(waybill.address(), warm * count);
        long publishes = Math.max(1, deliveries / count);
        measured(
            "publish to " + count + " queues",
            waybill,
            publishes,
            publish,
            warm * count + publishes * count,
            publishes * count);
      }
    }
  }

  /// Puts 10 events a call, of which each matches one of `rules` rules.
  static void rules(long[] rules, long events, Path folder)
      throws IOException, InterruptedException {
    for (long count : rules) {
      Path data = Files.createTempDirectory(folder, "bus");
      try (ServerProcess waybill = ServerProcess.waybill(data)) {
        SendRate.once(waybill.address(), Requests.createQueue("bench", ""));
        each(
            waybill.address(),
            count,
            i ->
                CloudRequests.putRule(
                    "r" + i, "{\"source\":[\"bench\"],\"detail\":{\"kind\":[\"k" + i + "\"]}}"));
        SendRate.once(waybill.address(), CloudRequests.putTarget("r0", "bench"));
        byte[] put =
            CloudRequests.putEvents(
                "bench", "{\"kind\":\"k0\",\"text\":\"" + Requests.body(150) + "\"}", 10);
        long warm = events / 40;
        each(waybill.address(), warm, i -> put);
        awaitVisible(waybill.address(), warm * 10);
        measured(
            "PutEvents of 10 against " + count + " rules",
            waybill,
            events / 10,
            put,
            warm * 10 + events,
            events);
      }
    }
  }

  private static void measured(
      String what, ServerProcess server, long calls, byte[] request, long visible, long deliveries)
      throws IOException, InterruptedException {
    double cpu = server.cpuMicros();
    long began = System.nanoTime();
    Load.Result accepted = each(server.address(), calls, i -> request);
    awaitVisible(server.address(), visible);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%s: %,.0f calls/s accepted (%s), %,.0f deliveries/s, %.1f µs of processor a delivery%n",
        what,
        accepted.perSecond(),
        accepted.latencies(),
        deliveries / seconds,
        (server.cpuMicros() - cpu) / deliveries);
  }

  private static Load.Result each(
      InetSocketAddress server, long count, LongFunction<byte[]> request) throws IOException {
    AtomicLong numbers = new AtomicLong();
    Load.Result result =
        Load.run(server, CONNECTIONS, 600, i -> Scripts.numbered(numbers, count, request));
    if (result.refused() > 0 || result.answers() != count) {
      throw new IOException(result.answers() + " of " + count + " calls were answered well");
    }
    return result;
  }

  private static void awaitVisible(InetSocketAddress server, long messages)
      throws IOException, InterruptedException {
    try (Talk talk = new Talk(server)) {
      while (true) {
        Matcher visible = VISIBLE.matcher(talk.ask(STATUS));
        if (visible.find() && Long.parseLong(visible.group(1)) >= messages) {
          return;
        }
        Thread.sleep(20); // the server has no way to tell; the error is small beside the seconds
      }
    }
  }

  /// How long a message is on its way from before the call to after the receive, at `perSecond`.
  static void latencies(int perSecond, int messages, Path folder)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, "way");
    try (ServerProcess waybill = ServerProcess.waybill(data)) {
      InetSocketAddress server = waybill.address();
      SendRate.once(server, Requests.createQueue("bench", ""));
      SendRate.once(server, CloudRequests.createTopic("bench"));
      SendRate.once(server, CloudRequests.subscribe("bench", "bench"));
      SendRate.once(server, CloudRequests.putRule("bench", "{\"source\":[\"bench\"]}"));
      SendRate.once(server, CloudRequests.putTarget("bench", "bench"));
      LongFunction<byte[]> send = now -> Requests.send("bench", "at=" + now + ".");
      LongFunction<byte[]> publish = now -> CloudRequests.publish("bench", "at=" + now + ".");
      LongFunction<byte[]> put =
          now -> CloudRequests.putEvents("bench", "{\"text\":\"at=" + now + ".\"}", 1);
      // Ten times as many first, ten times as fast: until the server's code is compiled, its
      // compiler has the core as often as its callers.
      for (int times : new int[] {10, 1, 1}) {
        int rate = times * perSecond;
        way("SendMessage to receive", server, rate, times * messages, send);
        way("Publish to receive", server, rate, times * messages, publish);
        way("PutEvents to receive", server, rate, times * messages, put);
      }
    }
  }

  private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"([^\"]+)\"");
  private static final Pattern AT = Pattern.compile("at=(\\d+)\\.");

  private static void way(
      String what,
      InetSocketAddress server,
      int perSecond,
      int messages,
      LongFunction<byte[]> request)
      throws IOException, InterruptedException {
    Latencies latencies = new Latencies();
    Thread receiver =
        Thread.ofPlatform()
            .start(() -> {
              try (Talk talk = new Talk(server)) {
                receive(talk, messages, latencies);
              } catch (IOException broken) {
                System.out.println(broken.getMessage());
              }
            });
    try (Talk talk = new Talk(server)) {
      long next = System.nanoTime();
      for (int i = 0; i < messages; i++) {
        next += 1_000_000_000L / perSecond;
        long early = next - System.nanoTime();
        if (early > 0) {
          Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
        }
        talk.ask(request.apply(System.nanoTime()));
      }
    }
    receiver.join();
    System.out.printf("%s at %d/s: %s%n", what, perSecond, latencies);
  }

  private static void receive(Talk talk, int messages, Latencies latencies) throws IOException {
    int received = 0;
    while (received < messages) {
      String answer = talk.ask(Requests.receive("bench", 10, 5));
      long now = System.nanoTime();
      Matcher at = AT.matcher(answer);
      while (at.find()) {
        latencies.add(now - Long.parseLong(at.group(1)));
        received++;
      }
      List<String> handles = new ArrayList<>();
      Matcher handle = HANDLE.matcher(answer);
      while (handle.find()) {
        handles.add(handle.group(1));
      }
      if (!handles.isEmpty()) {
        talk.ask(Requests.deleteBatch("bench", handles));
      }
    }
  }
}
