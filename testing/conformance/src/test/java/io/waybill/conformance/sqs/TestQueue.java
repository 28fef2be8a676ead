package io.waybill.conformance.sqs;

import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.RawSqs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// A queue of a test's own, and the calls about it.
record TestQueue(RawSqs sqs, String url) {
  static TestQueue standard(RawSqs sqs, String... attributes) {
    return named(sqs, name("q"), attributes);
  }

  static TestQueue fifo(RawSqs sqs, String... attributes) {
    String[] all =
        Stream.concat(Stream.of("FifoQueue", "true"), Arrays.stream(attributes))
            .toArray(String[]::new);
    return named(sqs, name("q") + ".fifo", all);
  }

  static TestQueue named(RawSqs sqs, String name, String... attributes) {
    return new TestQueue(sqs, create(sqs, name, attributes));
  }

  static String create(RawSqs sqs, String name, String... attributes) {
    Map<String, Object> made =
        attributes.length == 0
            ? sqs.ok("CreateQueue", "QueueName", name)
            : sqs.ok("CreateQueue", "QueueName", name, "Attributes", Shapes.map(attributes));
    return Shapes.text(made, "QueueUrl");
  }

  /// A name that no other queue has.
  static String name(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  String arn() {
    return (String)
        Shapes.at(
            ok("GetQueueAttributes", "AttributeNames", List.of("QueueArn")),
            "Attributes",
            "QueueArn");
  }

  Map<String, Object> ok(String operation, Object... input) {
    return sqs.ok(operation, withUrl(input));
  }

  Fault fault(String operation, Object... input) {
    return sqs.fault(operation, withUrl(input));
  }

  Map<String, Object> send(String body, Object... more) {
    List<Object> input = new ArrayList<>(List.of("MessageBody", body));
    input.addAll(Arrays.asList(more));
    return ok("SendMessage", input.toArray());
  }

  /// The messages of one receive, none included.
  List<Map<String, Object>> receive(Object... input) {
    return Shapes.list(ok("ReceiveMessage", input), "Messages");
  }

  List<String> receiveBodies(Object... input) {
    return receive(input).stream().map(message -> Shapes.text(message, "Body")).toList();
  }

  /// Entries of a batch about `messages`, with their message ids as ids.
  static List<Map<String, Object>> entries(List<Map<String, Object>> messages) {
    return messages.stream()
        .map(each ->
            Shapes.entry("Id", Shapes.text(each, "MessageId"), "ReceiptHandle", handle(each)))
        .toList();
  }

  void delete(Map<String, Object> message) {
    ok("DeleteMessage", "ReceiptHandle", handle(message));
  }

  void changeVisibility(Map<String, Object> message, int seconds) {
    ok("ChangeMessageVisibility", "ReceiptHandle", handle(message), "VisibilityTimeout", seconds);
  }

  static String handle(Map<String, Object> message) {
    return Shapes.text(message, "ReceiptHandle");
  }

  void set(String... attributes) {
    ok("SetQueueAttributes", "Attributes", Shapes.map(attributes));
  }

  /// The attributes that were asked for, none included.
  Map<String, Object> attributes(String... names) {
    return Shapes.under(ok("GetQueueAttributes", "AttributeNames", List.of(names)), "Attributes");
  }

  private Object[] withUrl(Object... input) {
    return Stream.concat(Stream.of("QueueUrl", url), Arrays.stream(input)).toArray();
  }
}
