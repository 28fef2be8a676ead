package io.waybill.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// What parked long polls and idle queues cost.
final class LongPolls {
  private LongPolls() {}

  /// Parks `polls` receives on one queue, then sends one message and sees how fast the first is
  /// woken.
  static void park(int polls, Path folder) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, "polls");
    try (ServerProcess server =
        ServerProcess.waybill(data, "--http.connections-max", String.valueOf(polls + 100))) {
      SendRate.once(server.address(), Requests.createQueue("bench", ""));
      Load.run(
          server.address(), 16, 4, i -> Scripts.repeat(Requests.send("warm", Requests.body(10))));
      server.collectGarbage();
      long before = server.kilobytes("VmRSS");
      int threads = server.threads();
      List<SocketChannel> parked = new ArrayList<>();
      byte[] receive = Requests.receive("bench", 1, 20);
      for (int i = 0; i < polls; i++) {
        parked.add(ask(server.address(), receive));
      }
      // A full round over every connection's loop: when these are answered, the polls before are
      // parked.
      Load.run(server.address(), 16, 2, i -> Scripts.repeat(Requests.receive("bench", 1, 0)));
      server.collectGarbage();
      System.out.printf(
          "%,d parked long polls: %,d KB more resident memory (%.1f KB each), %d more threads%n",
          polls,
          server.kilobytes("VmRSS") - before,
          (server.kilobytes("VmRSS") - before) / (double) polls,
          server.threads() - threads);
      long began = System.nanoTime();
      SendRate.once(server.address(), Requests.send("bench", Requests.body(200)));
      parked.getFirst().read(ByteBuffer.allocate(4096));
      System.out.printf(
          "the first poll was answered %.2f ms after the send began%n",
          (System.nanoTime() - began) / 1e6);
      for (SocketChannel channel : parked) {
        channel.close();
      }
    }
  }

  /// Creates `queues` queues and measures what they cost while nobody uses them.
  static void idle(int queues, Path folder) throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(folder, "idle");
    ServerProcess server = ServerProcess.waybill(data);
    try {
      SendRate.once(server.address(), Requests.createQueue("bench", ""));
      server.collectGarbage();
      long before = server.kilobytes("VmRSS");
      AtomicLong numbers = new AtomicLong();
      Load.Result made =
          Load.run(
              server.address(),
              32,
              600,
              i -> Scripts.numbered(numbers, queues, n -> Requests.createQueue("idle-" + n, "")));
      server.collectGarbage();
      double cpu = server.cpuMicros();
      Thread.sleep(10_000); // the measurement is of time in which nothing happens
      System.out.printf(
          "%,d queues: created at %,.0f/s; %,d KB more resident memory; %.2f ms of processor in 10 idle seconds%n",
          queues,
          made.perSecond(),
          server.kilobytes("VmRSS") - before,
          (server.cpuMicros() - cpu) / 1000);
      server.kill();
      server = ServerProcess.waybill(data);
      System.out.printf("restart with them: %.2f s to the ready line%n", server.startSeconds());
    } finally {
      server.close();
    }
  }

  private static SocketChannel ask(InetSocketAddress server, byte[] request) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    ByteBuffer out = ByteBuffer.wrap(request);
    while (out.hasRemaining()) {
      channel.write(out);
    }
    return channel;
  }
}
