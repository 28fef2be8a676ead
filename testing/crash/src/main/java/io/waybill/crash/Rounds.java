package io.waybill.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Round after round: load, kill -9 at a random moment, start again. In the end everything that was
/// acknowledged must be found.
public final class Rounds {
  private static final long DRAIN_MILLIS = 90_000;
  private static final String[] SETTINGS = {"--port", "0"};

  private Rounds() {}

  /// What a run amounted to.
  ///
  /// @param violations what the server did wrong; empty if nothing
  public record Result(int rounds, long sends, long deletes, List<String> violations) {}

  public static Result run(Path folder, int rounds, long seed)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    Path data = folder.resolve("data");
    Ledger ledger = new Ledger();
    ServerProcess server = ServerProcess.start(data, SETTINGS);
    try (Load load = new Load(ledger, prepared(server))) {
      load.serverIsUp(new Client(server.endpoint()));
      load.start(seed);
      for (int i = 0; i < rounds && ledger.violations().isEmpty(); i++) {
        if (!ledger.awaitSends(1 + random.nextInt(300), 20_000)) {
          ledger.violated("round " + i + ": no send is acknowledged any more");
        }
        if (random.nextInt(5) == 0) {
          pause(server, ledger);
        }
        server.kill();
        load.serverIsDown();
        server = ServerProcess.start(data, SETTINGS);
        load.serverIsUp(new Client(server.endpoint()));
      }
      load.stopProducing();
      drain(new Client(server.endpoint()), ledger);
    } finally {
      server.kill();
    }
    return new Result(rounds, ledger.acknowledged(), ledger.deletes(), ledger.violations());
  }

  private static Client prepared(ServerProcess server) throws IOException, InterruptedException {
    Client client = new Client(server.endpoint());
    client.createQueue(Load.PLAIN, false);
    client.createQueue(Load.ORDERED, true);
    return client;
  }

  /// The process stands still for a moment, as one does whose machine is overloaded, and goes on.
  private static void pause(ServerProcess server, Ledger ledger)
      throws IOException, InterruptedException {
    server.signal("STOP");
    ledger.awaitSends(Long.MAX_VALUE / 2, 500);
    server.signal("CONT");
    if (!ledger.awaitSends(1, 20_000)) {
      ledger.violated("after a pause no send is acknowledged any more");
    }
  }

  /// The consumers of the load go on until nothing is left.
  private static void drain(Client client, Ledger ledger) throws IOException, InterruptedException {
    long end = System.nanoTime() + DRAIN_MILLIS * 1_000_000;
    int left = 1;
    while (left > 0 && System.nanoTime() < end && ledger.violations().isEmpty()) {
      ledger.awaitSends(Long.MAX_VALUE / 2, 300);
      left = client.count(Load.PLAIN) + client.count(Load.ORDERED);
    }
    if (left > 0) {
      ledger.violated(left + " messages are left that nobody gets");
    }
    ledger.missing().stream().limit(20).forEach(token -> ledger.violated("lost: " + token));
  }
}
