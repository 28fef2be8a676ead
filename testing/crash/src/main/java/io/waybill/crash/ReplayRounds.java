package io.waybill.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replays of a FIFO topic's archive and of a bus's archive through kills, and events that go on to
/// another bus: all that was acknowledged before must come, in the order of its group where the
/// topic is FIFO.
public final class ReplayRounds {
  private static final String[] SETTINGS = {"--port", "0"};
  private static final String ARN = "arn:aws:%s:us-east-1:000000000000:%s";
  private static final String TOPIC = ARN.formatted("sns", "kept.fifo");
  private static final String AGAIN = "again.fifo";
  private static final String CHOSEN = "chosen";
  private static final String OTHER = "other";
  private static final List<String> QUEUES = List.of(CHOSEN, OTHER, AGAIN);
  private static final Pattern BEGINNING =
      Pattern.compile("BeginningArchiveTime</key><value>([^<]+)");
  private static final int GROUPS = 5;
  private static final int BATCH = 10;
  private static final long QUIET_NANOS = 30_000_000_000L;

  /// What a run amounted to.
  public record Result(int messages, int events, List<String> violations) {}

  private final Set<String> messages = new LinkedHashSet<>();
  private final Set<String> events = new LinkedHashSet<>();

  /// What came to each queue, each once, in the order in which it first came.
  private final Map<String, Set<String>> came = new HashMap<>();

  private ReplayRounds() {}

  private Set<String> of(String queue) {
    return came.computeIfAbsent(queue, any -> new LinkedHashSet<>());
  }

  /// Sends, begins the replays, and kills the server while they run.
  ///
  /// @param batches how often ten messages and ten events are sent
  public static Result run(Path folder, int batches, int kills, long seed)
      throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    ReplayRounds test = new ReplayRounds();
    Random random = new Random(seed);
    ServerProcess server = ServerProcess.start(data, SETTINGS);
    try {
      Client client = new Client(server.endpoint());
      prepare(client);
      for (int i = 0; i < batches; i++) {
        test.send(client, i);
      }
      server.kill();
      server = ServerProcess.start(data, SETTINGS);
      replay(new Client(server.endpoint()));
      for (int i = 0; i < kills; i++) {
        test.takeSome(new Client(server.endpoint()), random.nextInt(3));
        server.kill();
        server = ServerProcess.start(data, SETTINGS);
      }
      return new Result(
          test.messages.size(), test.events.size(), test.check(new Client(server.endpoint())));
    } finally {
      server.kill();
    }
  }

  private static void prepare(Client client) throws IOException, InterruptedException {
    client.createQueue(CHOSEN, false);
    client.createQueue(OTHER, false);
    client.createQueue(AGAIN, true);
    client.query(
        "sns",
        "CreateTopic",
        "Name",
        "kept.fifo",
        "Attributes.entry.1.key",
        "FifoTopic",
        "Attributes.entry.1.value",
        "true",
        "Attributes.entry.2.key",
        "ArchivePolicy",
        "Attributes.entry.2.value",
        "{\"MessageRetentionPeriod\":\"1\"}");
    client.events("CreateEventBus", object().put("Name", "second"));
    client.events(
        "CreateArchive",
        object()
            .put("ArchiveName", "kept")
            .put("EventSourceArn", ARN.formatted("events", "event-bus/default")));
    rule(client, "default", "on", "events", "event-bus/second");
    rule(client, "second", "there", "sqs", OTHER);
  }

  private static ObjectNode object() {
    return Client.JSON.createObjectNode();
  }

  private static void rule(Client client, String bus, String name, String service, String target)
      throws IOException, InterruptedException {
    client.events(
        "PutRule",
        object()
            .put("Name", name)
            .put("EventBusName", bus)
            .put("EventPattern", "{\"source\":[\"c\"]}"));
    ObjectNode targets = object().put("Rule", name).put("EventBusName", bus);
    ObjectNode only = targets.putArray("Targets").addObject();
    only.put("Id", "1").put("Arn", ARN.formatted(service, target));
    if (service.equals("events")) {
      only.put("RoleArn", "arn:aws:iam::000000000000:role/on");
    }
    client.events("PutTargets", targets);
  }

  private void send(Client client, int number) throws IOException, InterruptedException {
    List<String> batch = new ArrayList<>(List.of("TopicArn", TOPIC));
    ObjectNode put = object();
    ArrayNode entries = put.putArray("Entries");
    for (int i = 1; i <= BATCH; i++) {
      int count = number * BATCH + i;
      String token = "g" + count % GROUPS + ":" + count;
      String entry = "PublishBatchRequestEntries.member." + i + '.';
      batch.addAll(List.of(entry + "Id", "e" + i, entry + "Message", token));
      batch.addAll(List.of(entry + "MessageGroupId", token.substring(0, token.indexOf(':'))));
      batch.addAll(List.of(entry + "MessageDeduplicationId", token));
      messages.add(token);
      events.add(token);
      entries
          .addObject()
          .put("Source", "c")
          .put("DetailType", "t")
          .put("Detail", "{\"token\":\"" + token + "\"}");
    }
    client.query("sns", "PublishBatch", batch.toArray(String[]::new));
    client.events("PutEvents", put);
  }

  /// To a subscription and a rule that are new.
  private static void replay(Client client) throws IOException, InterruptedException {
    rule(client, "default", CHOSEN, "sqs", CHOSEN);
    ObjectNode start =
        object()
            .put("ReplayName", "again")
            .put("EventSourceArn", ARN.formatted("events", "archive/kept"))
            .put("EventStartTime", 1_000_000_000)
            .put("EventEndTime", 4_000_000_000L);
    start
        .putObject("Destination")
        .put("Arn", ARN.formatted("events", "event-bus/default"))
        .putArray("FilterArns")
        .add(ARN.formatted("events", "rule/" + CHOSEN));
    client.events("StartReplay", start);
    Matcher beginning =
        BEGINNING.matcher(client.query("sns", "GetTopicAttributes", "TopicArn", TOPIC));
    if (!beginning.find()) {
      throw new IOException("the topic has no archive");
    }
    client.query(
        "sns",
        "Subscribe",
        "TopicArn",
        TOPIC,
        "Protocol",
        "sqs",
        "Endpoint",
        ARN.formatted("sqs", AGAIN),
        "Attributes.entry.1.key",
        "RawMessageDelivery",
        "Attributes.entry.1.value",
        "true",
        "Attributes.entry.2.key",
        "ReplayPolicy",
        "Attributes.entry.2.value",
        "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + beginning.group(1) + "\"}");
  }

  private void takeSome(Client client, int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      for (String queue : QUEUES) {
        take(client, queue);
      }
    }
  }

  /// Receives up to ten messages of `queue` and deletes them. False where none came within a
  /// second.
  private boolean take(Client client, String queue) throws IOException, InterruptedException {
    ObjectNode input =
        client
            .on(queue)
            .put("MaxNumberOfMessages", BATCH)
            .put("WaitTimeSeconds", 1)
            .put("VisibilityTimeout", 3);
    JsonNode received = client.call("ReceiveMessage", input).path("Messages");
    if (received.isEmpty()) {
      return false;
    }
    ObjectNode delete = client.on(queue);
    ArrayNode entries = delete.putArray("Entries");
    for (JsonNode message : received) {
      String body = message.get("Body").asText();
      of(queue)
          .add(
              body.startsWith("{")
                  ? Client.JSON.readTree(body).at("/detail/token").asText()
                  : body);
      entries
          .addObject()
          .put("Id", String.valueOf(entries.size()))
          .put("ReceiptHandle", message.get("ReceiptHandle").asText());
    }
    client.call("DeleteMessageBatch", delete);
    return true;
  }

  private List<String> check(Client client) throws IOException, InterruptedException {
    List<String> violations = new ArrayList<>();
    for (String queue : QUEUES) {
      Set<String> wanted = new HashSet<>(queue.equals(AGAIN) ? messages : events);
      Set<String> there = of(queue);
      long end = System.nanoTime() + QUIET_NANOS;
      while (!there.containsAll(wanted) && System.nanoTime() < end) {
        if (take(client, queue)) {
          end = System.nanoTime() + QUIET_NANOS;
        }
      }
      wanted.removeAll(there);
      wanted.stream().limit(10).forEach(token -> violations.add(queue + " never got " + token));
    }
    Map<String, Integer> latest = new HashMap<>();
    for (String token : of(AGAIN)) {
      int colon = token.indexOf(':');
      int number = Integer.parseInt(token.substring(colon + 1));
      if (number < latest.merge(token.substring(0, colon), number, Math::max)) {
        violations.add(token + " came after a later one of its group");
      }
    }
    return violations;
  }
}
