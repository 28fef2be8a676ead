package io.waybill.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Publishes and events through kills: what was acknowledged must be in each queue that it was for,
/// in the order of its group where the topic is FIFO, and in the dead-letter queue where the target
/// is gone.
public final class FanOutRounds {
  private static final String[] SETTINGS = {"--port", "0"};
  private static final String ARN = "arn:aws:%s:us-east-1:000000000000:%s";
  private static final List<String> FROM_TOPIC = List.of("one", "two", "letters");
  private static final List<String> FROM_BUS = List.of("events");
  private static final String ORDERED = "ordered.fifo";
  private static final long QUIET_NANOS = 20_000_000_000L;

  /// What a run amounted to.
  public record Result(long publishes, long events, List<String> violations) {}

  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private final Set<String> put = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> ordered = new ConcurrentHashMap<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final List<String> violations = new ArrayList<>();
  private volatile boolean running = true;
  private Client client;
  private boolean up;

  private FanOutRounds(Client first) {
    this.client = first;
  }

  public static Result run(Path folder, int rounds, long seed)
      throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    ServerProcess server = ServerProcess.start(data, SETTINGS);
    try {
      prepare(new Client(server.endpoint()));
      FanOutRounds test = new FanOutRounds(new Client(server.endpoint()));
      Random random = new Random(seed);
      List<Thread> producers = test.produce();
      test.serverIs(true, server);
      for (int i = 0; i < rounds; i++) {
        test.awaitMore(20 + random.nextInt(200));
        test.serverIs(false, server);
        server.kill();
        server = ServerProcess.start(data, SETTINGS);
        test.serverIs(true, server);
      }
      test.running = false;
      for (Thread producer : producers) {
        producer.join();
      }
      test.check(new Client(server.endpoint()));
      return new Result(
          test.published.size() + test.ordered.size(), test.put.size(), test.violations);
    } finally {
      server.kill();
    }
  }

  /// A topic with two queues and one that is gone, whose messages go to `letters`; a FIFO topic
  /// with a FIFO queue; a rule with a queue.
  private static void prepare(Client client) throws IOException, InterruptedException {
    for (String queue : FROM_TOPIC) {
      client.createQueue(queue, false);
    }
    client.createQueue("gone", false);
    client.createQueue("events", false);
    client.createQueue(ORDERED, true);
    client.query("sns", "CreateTopic", "Name", "topic");
    client.query(
        "sns",
        "CreateTopic",
        "Name",
        "topic.fifo",
        "Attributes.entry.1.key",
        "FifoTopic",
        "Attributes.entry.1.value",
        "true");
    subscribe(client, "topic", "one", "");
    subscribe(client, "topic", "two", "");
    subscribe(client, "topic", "gone", "letters");
    subscribe(client, "topic.fifo", ORDERED, "");
    client.call("DeleteQueue", client.on("gone"));
    client.events(
        "PutRule",
        Client.JSON
            .createObjectNode()
            .put("Name", "r")
            .put("EventPattern", "{\"source\":[\"c\"]}"));
    ObjectNode targets = Client.JSON.createObjectNode().put("Rule", "r");
    targets
        .putArray("Targets")
        .addObject()
        .put("Id", "1")
        .put("Arn", ARN.formatted("sqs", "events"));
    client.events("PutTargets", targets);
  }

  private static void subscribe(Client client, String topic, String queue, String deadLetters)
      throws IOException, InterruptedException {
    List<String> parameters =
        new ArrayList<>(
            List.of(
                "TopicArn",
                ARN.formatted("sns", topic),
                "Protocol",
                "sqs",
                "Endpoint",
                ARN.formatted("sqs", queue),
                "Attributes.entry.1.key",
                "RawMessageDelivery",
                "Attributes.entry.1.value",
                "true"));
    if (!deadLetters.isEmpty()) {
      String arn = ARN.formatted("sqs", deadLetters);
      parameters.addAll(
          List.of(
              "Attributes.entry.2.key",
              "RedrivePolicy",
              "Attributes.entry.2.value",
              "{\"deadLetterTargetArn\":\"" + arn + "\"}"));
    }
    client.query("sns", "Subscribe", parameters.toArray(String[]::new));
  }

  private synchronized void serverIs(boolean there, ServerProcess server) {
    client = there ? new Client(server.endpoint()) : client;
    up = there;
    notifyAll();
  }

  private synchronized Client awaitServer() throws InterruptedException {
    while (!up) {
      wait();
    }
    return client;
  }

  private void awaitMore(long more) throws InterruptedException {
    long wanted = acknowledged.get() + more;
    long end = System.nanoTime() + QUIET_NANOS;
    synchronized (acknowledged) {
      while (acknowledged.get() < wanted && System.nanoTime() < end) {
        acknowledged.wait(100);
      }
    }
    if (acknowledged.get() < wanted) {
      violations.add("nothing is acknowledged any more");
    }
  }

  private interface Call {
    void with(Client client) throws IOException, InterruptedException;
  }

  /// Whether the server acknowledged `call`.
  private boolean acknowledged(Call call) throws InterruptedException {
    try {
      call.with(awaitServer());
    } catch (Client.Refused refused) {
      if (refused.status < 500) {
        violations.add(refused.getMessage());
      }
      return false;
    } catch (IOException killed) {
      return false;
    }
    synchronized (acknowledged) {
      acknowledged.incrementAndGet();
      acknowledged.notifyAll();
    }
    return true;
  }

  private List<Thread> produce() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = "p" + i;
      threads.add(start(() -> publish(name)));
      threads.add(start(() -> publishInOrder(name)));
      threads.add(start(() -> put(name)));
    }
    return threads;
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

  private void publish(String name) throws InterruptedException {
    for (long i = 0; running; i++) {
      String token = name + ":" + i;
      if (acknowledged(
          client ->
              client.query(
                  "sns", "Publish", "TopicArn", ARN.formatted("sns", "topic"), "Message", token))) {
        published.add(token);
      }
    }
  }

  /// Repeats what was not acknowledged, under the same deduplication id: each must come just once.
  private void publishInOrder(String group) throws InterruptedException {
    for (long i = 0; running; i++) {
      String token = group + ":" + i;
      boolean known = false;
      while (!known && running) {
        known =
            acknowledged(client ->
                client.query(
                    "sns",
                    "Publish",
                    "TopicArn",
                    ARN.formatted("sns", "topic.fifo"),
                    "Message",
                    token,
                    "MessageGroupId",
                    group,
                    "MessageDeduplicationId",
                    token));
      }
      if (known) {
        ordered.merge(group, i, Math::max);
      }
    }
  }

  private void put(String name) throws InterruptedException {
    for (long i = 0; running; i++) {
      String token = name + ":" + i;
      ObjectNode input = Client.JSON.createObjectNode();
      ArrayNode entries = input.putArray("Entries");
      entries
          .addObject()
          .put("Source", "c")
          .put("DetailType", "t")
          .put("Detail", "{\"token\":\"" + token + "\"}");
      if (acknowledged(client -> client.events("PutEvents", input))) {
        put.add(token);
      }
    }
  }

  private void check(Client client) throws IOException, InterruptedException {
    for (String queue : FROM_TOPIC) {
      missing(queue, published, Set.copyOf(drain(client, queue, published)));
    }
    for (String queue : FROM_BUS) {
      missing(queue, put, Set.copyOf(drain(client, queue, put)));
    }
    Set<String> wanted = new HashSet<>();
    ordered.forEach((group, last) -> {
      for (long i = 0; i <= last; i++) {
        wanted.add(group + ":" + i);
      }
    });
    List<String> received = drain(client, ORDERED, wanted);
    missing(ORDERED, wanted, Set.copyOf(received));
    Map<String, Long> latest = new HashMap<>();
    for (String token : received) {
      String group = token.substring(0, token.indexOf(':'));
      long number = Long.parseLong(token.substring(token.indexOf(':') + 1));
      if (number <= latest.getOrDefault(group, -1L)) {
        violations.add(ORDERED + ": " + token + " came after " + latest.get(group));
      }
      latest.put(group, number);
    }
  }

  private void missing(String queue, Set<String> wanted, Set<String> received) {
    wanted.stream()
        .filter(token -> !received.contains(token))
        .limit(10)
        .forEach(token -> violations.add(queue + " never got " + token));
  }

  /// Receives and deletes all of `queue`, until all that is wanted was there and nothing more
  /// comes, or nothing comes for long.
  private static List<String> drain(Client client, String queue, Set<String> wanted)
      throws IOException, InterruptedException {
    List<String> tokens = new ArrayList<>();
    Set<String> missing = new HashSet<>(wanted);
    long end = System.nanoTime() + QUIET_NANOS;
    while (System.nanoTime() < end) {
      ObjectNode input = client.on(queue).put("MaxNumberOfMessages", 10).put("WaitTimeSeconds", 1);
      JsonNode messages = client.call("ReceiveMessage", input).path("Messages");
      if (messages.isEmpty() && missing.isEmpty()) {
        break;
      }
      if (messages.isEmpty()) {
        continue;
      }
      end = System.nanoTime() + QUIET_NANOS;
      ObjectNode delete = client.on(queue);
      ArrayNode entries = delete.putArray("Entries");
      for (JsonNode message : messages) {
        String body = message.get("Body").asText();
        String token =
            body.startsWith("{") ? Client.JSON.readTree(body).at("/detail/token").asText() : body;
        tokens.add(token);
        missing.remove(token);
        entries
            .addObject()
            .put("Id", String.valueOf(entries.size()))
            .put("ReceiptHandle", message.get("ReceiptHandle").asText());
      }
      client.call("DeleteMessageBatch", delete);
    }
    return tokens;
  }
}
