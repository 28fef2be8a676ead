package io.waybill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the demo does, step by step, and what it says of it.
final class DemoStory {
  private static final int ORDERS = 10;
  private static final int FAILING = 7;

  /// The worker has finished so many when the server is killed.
  private static final int DONE_BEFORE_KILL = 4;

  private final List<String> serverCommand;
  private final Path folder;
  private final Terminal terminal;
  private final Map<Integer, String> messageIds = new LinkedHashMap<>();
  private final List<Integer> done = new ArrayList<>();
  private int inHand;
  private String orders = "";
  private String dead = "";

  DemoStory(List<String> serverCommand, Path folder, Terminal terminal) {
    this.serverCommand = serverCommand;
    this.folder = folder;
    this.terminal = terminal;
  }

  /// Tells the story and answers whether it ended as it must.
  boolean tell() throws IOException {
    int port;
    try (ServerProcess server = ServerProcess.start(serverCommand, folder, 0)) {
      port = server.endpoint().getPort();
      terminal.line("A server runs at " + server.endpoint() + ", process " + server.pid() + ".");
      QueueClient client = new QueueClient(server.endpoint());
      createQueues(client);
      send(client);
      work(client, true);
      server.kill();
      terminal.line(
          "kill -9: the server is gone, while the worker holds order %d.".formatted(inHand));
    }
    try (ServerProcess server = ServerProcess.start(serverCommand, folder, port)) {
      terminal.line("It runs again, process " + server.pid() + ", on the same folder.");
      QueueClient client = new QueueClient(server.endpoint());
      work(client, false);
      AdminClient admin = new AdminClient(server.endpoint(), Optional.empty(), Optional.empty());
      return account(client, admin) && new FanOutStory(client, admin, terminal).tell();
    }
  }

  private void createQueues(QueueClient client) throws IOException {
    dead = client.call("CreateQueue", Json.of("QueueName", "orders-dlq")).text("QueueUrl");
    String arn =
        client
            .call(
                "GetQueueAttributes",
                Json.of("QueueUrl", dead, "AttributeNames", List.of("QueueArn")))
            .object("Attributes")
            .text("QueueArn");
    String redrive = Json.of("deadLetterTargetArn", arn, "maxReceiveCount", "2").toString();
    orders =
        client
            .call(
                "CreateQueue",
                Json.of(
                    "QueueName",
                    "orders",
                    "Attributes",
                    Json.of("VisibilityTimeout", "1", "RedrivePolicy", redrive)))
            .text("QueueUrl");
    terminal.line(
        "Queue 'orders' shows a message again after 1 s, and gives it to 'orders-dlq' after 2 receives.");
  }

  private void send(QueueClient client) throws IOException {
    for (int order = 1; order <= ORDERS; order++) {
      String body = Json.of("order", order).toString();
      Json sent = client.call("SendMessage", Json.of("QueueUrl", orders, "MessageBody", body));
      messageIds.put(order, sent.text("MessageId"));
    }
    terminal.line("%d orders are sent; order %d will always fail.".formatted(ORDERS, FAILING));
  }

  /// Receives and handles orders: until some are done and one more is in hand, or until none is
  /// left.
  private void work(QueueClient client, boolean untilKill) throws IOException {
    while (untilKill || done.size() < ORDERS - 1 || waitingDead(client) == 0) {
      Json received =
          client.call("ReceiveMessage", Json.of("QueueUrl", orders, "WaitTimeSeconds", 2));
      for (Json message : received.list("Messages")) {
        int order = (int) Json.parse(message.text("Body")).number("order");
        if (untilKill && done.size() >= DONE_BEFORE_KILL && order != FAILING) {
          inHand = order;
          return;
        }
        handle(client, order, message.text("ReceiptHandle"));
      }
    }
  }

  private void handle(QueueClient client, int order, String receipt) throws IOException {
    if (order == FAILING) {
      terminal.line("  order %d failed, and stays in the queue".formatted(order));
      return;
    }
    client.call("DeleteMessage", Json.of("QueueUrl", orders, "ReceiptHandle", receipt));
    done.add(order);
    terminal.line("  order %d is done".formatted(order));
  }

  private long waitingDead(QueueClient client) throws IOException {
    String count = "ApproximateNumberOfMessages";
    Json attributes =
        client.call(
            "GetQueueAttributes", Json.of("QueueUrl", dead, "AttributeNames", List.of(count)));
    return Long.parseLong(attributes.object("Attributes").text(count));
  }

  /// Says of each order what became of it, as its trail tells.
  private boolean account(QueueClient client, AdminClient admin) throws IOException {
    terminal.line("");
    terminal.line("What became of each order:");
    Table table = new Table(4, "order", "message", "", "what happened");
    messageIds.forEach((order, id) -> {
      List<Json> events = admin.get("trail/" + id).list("events");
      String last = events.isEmpty() ? "" : events.getLast().text("event");
      table.row(order, id, outcome(order, last), summary(events));
    });
    table.lines().forEach(line -> terminal.line("  " + line));
    tellTrail(admin, "Order %d was in the worker's hand when the server died:", inHand);
    tellTrail(admin, "Order %d failed each time:", FAILING);
    boolean well = done.size() == ORDERS - 1 && !done.contains(FAILING) && waitingDead(client) == 1;
    terminal.line("");
    terminal.line(
        well
            ? "Nothing was lost: 9 orders are done, order 7 waits in 'orders-dlq'."
            : "This is not how it should have ended: done are " + done + ".");
    return well;
  }

  private static String outcome(int order, String lastEvent) {
    return order == FAILING ? "in dead-letter queue" : Words.spaced(lastEvent);
  }

  private static String summary(List<Json> events) {
    List<String> words = events.stream().map(e -> Words.spaced(e.text("event"))).toList();
    return String.join(", ", words);
  }

  private void tellTrail(AdminClient admin, String title, int order) {
    terminal.line("");
    terminal.line(title.formatted(order));
    Json trail = admin.get("trail/" + Optional.ofNullable(messageIds.get(order)).orElse(""));
    TrailCommand.story(trail.list("events")).forEach(line -> terminal.line("  " + line));
  }
}
