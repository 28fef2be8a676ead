package io.waybill.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// SendMessage at 64 connections: Waybill, synced, beside ElasticMQ and moto, in memory, by turns
/// in one run, each on the same core.
///
/// The class path of ElasticMQ's server stands in the system property `bench.elasticmq`; moto's
/// server is taken from the path. A peer that is not there is left out, and said so.
final class Peers {
  private static final int CONNECTIONS = 64;
  private static final int ROUNDS = 3;

  /// A server of others that runs.
  record Peer(String name, InetSocketAddress address, Process process) {}

  private Peers() {}

  static void run(double seconds, Path folder) throws IOException, InterruptedException {
    List<Peer> peers = new ArrayList<>();
    try (ServerProcess waybill =
        ServerProcess.waybill(Files.createTempDirectory(folder, "peers"))) {
      SendRate.once(waybill.address(), Requests.createQueue("bench", ""));
      elasticmq(peers);
      moto(peers);
      Load.run(waybill.address(), CONNECTIONS, seconds, i -> Scripts.repeat(SendRate.SEND));
      for (Peer peer : peers) {
        SendRate.once(peer.address, Requests.createQueue("bench", ""));
        Load.run(peer.address, CONNECTIONS, seconds, i -> Scripts.repeat(SendRate.SEND));
      }
      for (int round = 1; round <= ROUNDS; round++) {
        Load.Result ours =
            Load.run(waybill.address(), CONNECTIONS, seconds, i -> Scripts.repeat(SendRate.SEND));
        System.out.printf(
            "round %d: Waybill, synced: %,.0f/s (%s)%n", round, ours.perSecond(), ours.latencies());
        beside(ours, peers, SendRate.SEND, seconds);
      }
    } finally {
      peers.forEach(peer -> peer.process.destroyForcibly());
    }
  }

  /// Publishes to a topic with `queues` queues: Waybill, synced, beside moto's server, in memory.
  static void topics(long queues, double seconds, Path folder)
      throws IOException, InterruptedException {
    List<Peer> peers = new ArrayList<>();
    try (ServerProcess waybill =
        ServerProcess.waybill(Files.createTempDirectory(folder, "peers"))) {
      moto(peers);
      byte[] publish = CloudRequests.publish("bench", Requests.body(200));
      List<InetSocketAddress> all = new ArrayList<>(List.of(waybill.address()));
      peers.forEach(peer -> all.add(peer.address));
      for (InetSocketAddress each : all) {
        SendRate.once(each, CloudRequests.createTopic("bench"));
        for (long i = 0; i < queues; i++) {
          SendRate.once(each, Requests.createQueue("q" + i, ""));
          SendRate.once(each, CloudRequests.subscribe("bench", "q" + i));
        }
        Load.run(each, CONNECTIONS, seconds, i -> Scripts.repeat(publish));
      }
      for (int round = 1; round <= ROUNDS; round++) {
        Load.Result ours =
            Load.run(waybill.address(), CONNECTIONS, seconds, i -> Scripts.repeat(publish));
        System.out.printf(
            "round %d: publishes to %d queues, Waybill, synced: %,.0f/s (%s)%n",
            round, queues, ours.perSecond(), ours.latencies());
        beside(ours, peers, publish, seconds);
      }
    } finally {
      peers.forEach(peer -> peer.process.destroyForcibly());
    }
  }

  private static void beside(Load.Result ours, List<Peer> peers, byte[] request, double seconds)
      throws IOException {
    for (Peer peer : peers) {
      Load.Result theirs =
          Load.run(peer.address, CONNECTIONS, seconds, i -> Scripts.repeat(request));
      System.out.printf(
          "  %s, in memory: %,.0f/s (%s), %d refused; Waybill has %.1f times its rate%n",
          peer.name,
          theirs.perSecond(),
          theirs.latencies(),
          theirs.refused(),
          ours.perSecond() / theirs.perSecond());
    }
  }

  private static void elasticmq(List<Peer> peers) throws IOException, InterruptedException {
    String classPath = System.getProperty("bench.elasticmq", "");
    if (classPath.isEmpty()) {
      System.out.println("ElasticMQ is left out: -Dbench.elasticmq names no class path");
      return;
    }
    start(
        "ElasticMQ",
        9324,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx2g",
            "-cp",
            classPath,
            "org.elasticmq.server.Main"),
        peers);
  }

  /// Starts moto's server, if it is there.
  static void moto(List<Peer> peers) throws IOException, InterruptedException {
    start("moto", 5555, List.of("moto_server", "-p", "5555"), peers);
  }

  private static void start(String name, int port, List<String> command, List<Peer> peers)
      throws IOException, InterruptedException {
    List<String> pinned = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      pinned.addAll(List.of("taskset", "-c", System.getProperty("bench.server.cores", "0")));
    }
    pinned.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(pinned)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // The account that the requests name.
    builder.environment().put("MOTO_ACCOUNT_ID", "000000000000");
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      System.out.println(name + " is left out: " + missing.getMessage());
      return;
    }
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      try (SocketChannel _ = SocketChannel.open(address)) {
        peers.add(new Peer(name, address, process));
        return;
      } catch (IOException notYet) {
        Thread.sleep(100); // another program's start is waited for
      }
    }
    process.destroyForcibly();
    System.out.println(name + " is left out: it did not start");
  }
}
