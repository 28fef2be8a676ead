package io.waybill.crash;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Functions through kills: a queue that a function works off with partial failures, and events
/// that a function runs later. What was accepted was handled or lies where failures go, no receive
/// count and no attempt is forgotten, and no process outlives its server.
///
/// Retries come a minute apart: the server's clock is moved, and some kills fall right into what
/// that sets off.
public final class FunctionRounds {
  private static final String[] SETTINGS = {"--port", "0", "--test-mode"};
  private static final Duration END_PATIENCE = Duration.ofSeconds(5);
  private static final int MINUTE_SECONDS = 61;
  private static final long QUIET_MILLIS = 20_000;

  /// So many messages and events may wait: more would only make the run longer.
  private static final int AHEAD_MAX = 40;

  /// What a run amounted to.
  ///
  /// @param killedAtWork kills while processes of functions were alive
  public record Result(int messages, int events, int killedAtWork, List<String> violations) {}

  private final FunctionLedger ledger = new FunctionLedger();
  private final MarkedProcesses processes;
  private final boolean endWithServer = MarkedProcesses.endWithServer();
  private final Random random;

  /// Accepted: token by message or request id.
  private final Map<String, String> messages = new ConcurrentHashMap<>();

  private final Map<String, String> events = new ConcurrentHashMap<>();
  private final Path data;
  private ServerProcess server;
  private Client client;
  private boolean up;
  private boolean producing = true;
  private int accepted;
  private int killedAtWork;

  private FunctionRounds(Path data, long seed) throws IOException, InterruptedException {
    this.data = data;
    this.random = new Random(seed);
    String mark = Long.toHexString(System.nanoTime());
    processes = new MarkedProcesses(FunctionWorld.MARK + "=" + mark);
    server = ServerProcess.start(data, SETTINGS);
    client = new Client(server.endpoint());
    FunctionWorld.prepare(client, ledger.address(), mark);
  }

  public static Result run(Path folder, int rounds, long seed)
      throws IOException, InterruptedException {
    FunctionRounds test = new FunctionRounds(folder.resolve("data"), seed);
    try (test.ledger) {
      return test.run(rounds);
    } finally {
      test.server.kill();
    }
  }

  private Result run(int rounds) throws IOException, InterruptedException {
    List<Thread> producers = List.of(start(this::send), start(this::invoke), start(this::invoke));
    for (int i = 0; i < rounds && ledger.violations().isEmpty(); i++) {
      serverIs(true);
      awaitAccepted(20 + random.nextInt(60));
      serverIs(false);
      if (random.nextBoolean()) {
        killAtWork();
      } else {
        kill();
      }
    }
    synchronized (this) {
      producing = false;
    }
    serverIs(true);
    for (Thread producer : producers) {
      producer.join();
    }
    new FunctionAudit(client, ledger, messages, events).check();
    end();
    return new Result(messages.size(), events.size(), killedAtWork, ledger.violations());
  }

  // ---- the server

  private void kill() throws IOException, InterruptedException {
    killedAtWork += processes.alive().isEmpty() ? 0 : 1;
    server.kill();
    if (endWithServer) {
      noneAlive("kill -9");
    }
    server = ServerProcess.start(data, SETTINGS);
    synchronized (this) {
      client = new Client(server.endpoint());
    }
  }

  /// Lets a minute pass and kills the server amid what is due by then.
  private void killAtWork() throws IOException, InterruptedException {
    Client before = client;
    Thread advance =
        start(() -> {
          try {
            before.advance(MINUTE_SECONDS);
          } catch (IOException killed) {
            // It may be cut off: that is the purpose.
          }
        });
    ledger.awaitRuns(1 + random.nextInt(8), 2_000);
    kill();
    advance.join();
  }

  private void noneAlive(String after) throws IOException, InterruptedException {
    List<String> left = processes.aliveAfter(END_PATIENCE);
    if (!left.isEmpty()) {
      ledger.violated("left after " + after + ": " + left);
    }
  }

  private void end() throws IOException, InterruptedException {
    int code = server.stop();
    if (code != 0) {
      ledger.violated("the server ended with " + code + ": " + server.errors());
    }
    noneAlive("SIGTERM");
  }

  // ---- the load

  private synchronized void serverIs(boolean there) {
    up = there;
    notifyAll();
  }

  /// Waits until so many more were accepted, as long as anything moves at all.
  private synchronized void awaitAccepted(int more) throws InterruptedException {
    int goal = accepted + more;
    int before = -1;
    long end = 0;
    while (accepted < goal) {
      int now = accepted + ledger.handled();
      if (now != before) {
        before = now;
        end = System.nanoTime() + QUIET_MILLIS * 1_000_000;
      } else if (System.nanoTime() > end) {
        ledger.violated(
            "nothing is accepted or handled any more: %d, %d of them handled"
                .formatted(accepted, ledger.handled()));
        return;
      }
      wait(100);
    }
  }

  /// The server, once it is there and has not fallen too far behind; null when no more is wanted.
  private synchronized @Nullable Client next() throws InterruptedException {
    while (producing && (!up || accepted - ledger.handled() > AHEAD_MAX)) {
      wait(20);
    }
    return producing ? client : null;
  }

  private synchronized void acceptedMore(int more) {
    accepted += more;
    notifyAll();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static Thread start(Work work) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            work.run();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// One in ten is bad.
  private static String token(String name, int number) {
    return name + number + (number % 10 == 7 ? "!" : "");
  }

  private void send() throws InterruptedException {
    String name = "m" + Thread.currentThread().threadId() + "-";
    int number = 0;
    for (Client to = next(); to != null; to = next()) {
      List<String> tokens = new ArrayList<>();
      ObjectNode input = to.on(FunctionWorld.WORK);
      ArrayNode entries = input.putArray("Entries");
      for (int i = 0; i < 5; i++) {
        String token = token(name, number++);
        tokens.add(token);
        entries.addObject().put("Id", "e" + i).put("MessageBody", token);
      }
      try {
        var done = to.call("SendMessageBatch", input).get("Successful");
        for (int i = 0; i < done.size(); i++) {
          messages.put(done.get(i).get("MessageId").asText(), tokens.get(i));
        }
        acceptedMore(done.size());
      } catch (IOException inDoubt) {
        noteRefusal(inDoubt);
      }
    }
  }

  private void invoke() throws InterruptedException {
    String name = "e" + Thread.currentThread().threadId() + "-";
    int number = 0;
    for (Client to = next(); to != null; to = next()) {
      String token = token(name, number++);
      try {
        events.put(FunctionWorld.invokeLater(to, "later", token), token);
        acceptedMore(1);
      } catch (IOException inDoubt) {
        noteRefusal(inDoubt);
      }
    }
  }

  /// While a server stops or starts anything may fail, but it is never the client's fault.
  private void noteRefusal(IOException failure) {
    if (failure instanceof Client.Refused refused && refused.status < 500) {
      ledger.violated("refused: " + refused.getMessage());
    }
  }
}
