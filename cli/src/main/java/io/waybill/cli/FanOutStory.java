package io.waybill.cli;

import java.io.IOException;
import java.util.List;

/// The demo's second part: one publish reaches every subscriber that wants it, and the trail says
/// who did not, and why.
final class FanOutStory {
  private static final String ARN = "arn:aws:%s:us-east-1:000000000000:%s";
  private static final String TOPIC = ARN.formatted("sns", "order-events");

  private final QueueClient client;
  private final AdminClient admin;
  private final Terminal terminal;

  FanOutStory(QueueClient client, AdminClient admin, Terminal terminal) {
    this.client = client;
    this.admin = admin;
    this.terminal = terminal;
  }

  /// Tells the story and answers whether it ended as it must.
  boolean tell() throws IOException {
    terminal.line("");
    terminal.line(
        "Topic 'order-events' has the queues 'ledger', for all, and 'returns', for returns.");
    client.query("CreateTopic", "Name", "order-events");
    subscribe("ledger", "{}");
    subscribe("returns", "{\"kind\":[\"return\"]}");
    String messageId = publish("order 3 was paid", "payment");
    publish("order 5 came back", "return");
    terminal.line("Two messages are published, a payment and a return.");

    List<String> ledger = List.of(next("ledger"), next("ledger"));
    String returns = next("returns");
    terminal.line("  'ledger' got: " + String.join("; ", ledger.stream().sorted().toList()));
    terminal.line("  'returns' got: " + returns);
    terminal.line("");
    terminal.line("The payment's way:");
    List<Json> trail = admin.get("trail/" + messageId).list("events");
    TrailCommand.story(trail).forEach(line -> terminal.line("  " + line));
    return ledger.contains("order 3 was paid")
        && ledger.contains("order 5 came back")
        && returns.equals("order 5 came back");
  }

  private void subscribe(String queue, String filter) throws IOException {
    client.call("CreateQueue", Json.of("QueueName", queue));
    client.query(
        "Subscribe",
        "TopicArn",
        TOPIC,
        "Protocol",
        "sqs",
        "Endpoint",
        ARN.formatted("sqs", queue),
        "Attributes.entry.1.key",
        "RawMessageDelivery",
        "Attributes.entry.1.value",
        "true",
        "Attributes.entry.2.key",
        "FilterPolicy",
        "Attributes.entry.2.value",
        filter);
  }

  private String publish(String text, String kind) throws IOException {
    String answer =
        client.query(
            "Publish",
            "TopicArn",
            TOPIC,
            "Message",
            text,
            "MessageAttributes.entry.1.Name",
            "kind",
            "MessageAttributes.entry.1.Value.DataType",
            "String",
            "MessageAttributes.entry.1.Value.StringValue",
            kind);
    return between(answer, "<MessageId>", "</MessageId>");
  }

  private static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    return text.substring(from, text.indexOf(after, from));
  }

  /// The next message of `queue`, which is deleted; empty if none comes.
  private String next(String queue) throws IOException {
    Json received = client.call("ReceiveMessage", Json.of("QueueUrl", queue, "WaitTimeSeconds", 5));
    for (Json message : received.list("Messages")) {
      client.call(
          "DeleteMessage",
          Json.of("QueueUrl", queue, "ReceiptHandle", message.text("ReceiptHandle")));
      return message.text("Body");
    }
    return "";
  }
}
