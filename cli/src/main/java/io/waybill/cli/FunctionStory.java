package io.waybill.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The demo's third part: a function behind a queue, another behind its dead-letter queue, and a
/// server that is killed while they work.
final class FunctionStory {
  private static final String QUEUE = "parcels";
  private static final String DEAD = "parcels-dlq";
  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";
  private static final int ORDERS = 10;
  private static final int BAD = 7;
  private static final int LEFT_AT_KILL = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String PYTHON =
      """
      import json, time

      def handler(event, context):
          for record in event["Records"]:
              time.sleep(0.3)
              order = json.loads(record["body"])
              if context.function_name == "process-orders" and "address" not in order:
                  raise ValueError("order %d has no address" % order["order"])
              print("order", order["order"])
      """;

  private static final String JAVASCRIPT =
      """
      exports.handler = async (event, context) => {
        for (const record of event.Records) {
          await new Promise((resolve) => setTimeout(resolve, 300));
          const order = JSON.parse(record.body);
          if (context.functionName === 'process-orders' && !order.address) {
            throw new Error(`order ${order.order} has no address`);
          }
          console.log('order', order.order);
        }
      };
      """;

  private final List<String> serverCommand;
  private final Path folder;
  private final Terminal terminal;
  private final Map<Integer, String> messageIds = new LinkedHashMap<>();

  FunctionStory(List<String> serverCommand, Path folder, Terminal terminal) {
    this.serverCommand = serverCommand;
    this.folder = folder;
    this.terminal = terminal;
  }

  /// Tells the story and answers whether it ended as it must.
  boolean tell() throws IOException {
    terminal.line("");
    int port;
    try (ServerProcess server = ServerProcess.start(serverCommand, folder, 0)) {
      port = server.endpoint().getPort();
      QueueClient client = new QueueClient(server.endpoint());
      if (!create(client)) {
        return true;
      }
      send(client);
      await(() -> left(client) <= LEFT_AT_KILL);
      server.kill();
      terminal.line("kill -9: the server is gone, and with it the functions that were at work.");
    }
    try (ServerProcess server = ServerProcess.start(serverCommand, folder, port)) {
      terminal.line("It runs again, process " + server.pid() + ", on the same folder.");
      QueueClient client = new QueueClient(server.endpoint());
      AdminClient admin = new AdminClient(server.endpoint(), Optional.empty(), Optional.empty());
      await(() -> messageIds.values().stream().allMatch(id -> isOver(admin, id)));
      return account(client, admin);
    }
  }

  private boolean create(QueueClient client) throws IOException {
    client.call("CreateQueue", Json.of("QueueName", DEAD));
    String redrive = Json.of("deadLetterTargetArn", ARN + DEAD, "maxReceiveCount", 2).toString();
    Json attributes = Json.of("VisibilityTimeout", "4", "RedrivePolicy", redrive);
    client.call("CreateQueue", Json.of("QueueName", QUEUE, "Attributes", attributes));
    for (String function : List.of("process-orders", "failed-orders")) {
      if (!create(client, function)) {
        terminal.line("Functions need python3 or node, and this host has neither: that is all.");
        return false;
      }
    }
    map(client, "process-orders", QUEUE, Json.of("MaximumConcurrency", 2));
    map(client, "failed-orders", DEAD, Json.of());
    terminal.line(
        "Function 'process-orders' is behind queue 'parcels', two at a time; 'failed-orders' is behind its dead-letter queue.");
    return true;
  }

  /// False where the host has nothing to run it with.
  private static boolean create(QueueClient client, String name) throws IOException {
    return create(client, name, "python3.12", "index.py", PYTHON)
        || create(client, name, "nodejs22.x", "index.js", JAVASCRIPT);
  }

  private static boolean create(
      QueueClient client, String name, String runtime, String file, String source)
      throws IOException {
    Json function =
        Json.of(
            "FunctionName",
            name,
            "Runtime",
            runtime,
            "Handler",
            "index.handler",
            "Role",
            "arn:aws:iam::000000000000:role/demo",
            "Code",
            Json.of("ZipFile", zip(file, source)));
    try {
      client.lambda("2015-03-31/functions", function);
      return true;
    } catch (CommandFailure refused) {
      return false;
    }
  }

  private static String zip(String file, String source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(file));
      zip.write(source.getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static void map(QueueClient client, String function, String queue, Json scaling)
      throws IOException {
    client.lambda(
        "2015-03-31/event-source-mappings",
        Json.of(
            "FunctionName",
            function,
            "EventSourceArn",
            ARN + queue,
            "BatchSize",
            1,
            "ScalingConfig",
            scaling));
  }

  private void send(QueueClient client) throws IOException {
    for (int order = 1; order <= ORDERS; order++) {
      Json body =
          order == BAD ? Json.of("order", order) : Json.of("order", order, "address", "1 Main St");
      Json sent =
          client.call("SendMessage", Json.of("QueueUrl", QUEUE, "MessageBody", body.toString()));
      messageIds.put(order, sent.text("MessageId"));
    }
    terminal.line("%d orders are sent; order %d has no address.".formatted(ORDERS, BAD));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.holds() && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }

  private static long left(QueueClient client) throws IOException {
    Json attributes =
        client
            .call(
                "GetQueueAttributes", Json.of("QueueUrl", QUEUE, "AttributeNames", List.of("All")))
            .object("Attributes");
    return Long.parseLong(attributes.text("ApproximateNumberOfMessages"))
        + Long.parseLong(attributes.text("ApproximateNumberOfMessagesNotVisible"));
  }

  private static List<String> events(AdminClient admin, String id) {
    return admin.get("trail/" + id).list("events").stream().map(e -> e.text("event")).toList();
  }

  private static boolean isOver(AdminClient admin, String id) {
    return events(admin, id).contains("Deleted");
  }

  /// Says of each order what became of it, as its trail tells.
  private boolean account(QueueClient client, AdminClient admin) throws IOException {
    terminal.line("");
    terminal.line("What became of each order:");
    Table table = new Table(3, "order", "message", "what happened");
    messageIds.forEach((order, id) ->
        table.row(
            order, id, String.join(", ", events(admin, id).stream().map(Words::spaced).toList())));
    table.lines().forEach(line -> terminal.line("  " + line));
    String bad = Optional.ofNullable(messageIds.get(BAD)).orElse("");
    terminal.line("");
    terminal.line("Order %d's way:".formatted(BAD));
    TrailCommand.story(admin.get("trail/" + bad).list("events"))
        .forEach(line -> terminal.line("  " + line));
    boolean well =
        left(client) == 0
            && messageIds.values().stream()
                .allMatch(id ->
                    isOver(admin, id)
                        && id.equals(bad) == events(admin, id).contains("DeadLettered"));
    terminal.line("");
    terminal.line(
        well
            ? "Nothing was lost: 'process-orders' handled 9 orders, and 'failed-orders' order 7."
            : "This is not how it should have ended: " + left(client) + " orders are left.");
    return well;
  }
}
