package io.waybill.conformance.eventbridge;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// An account's buses and queues, as its own clients see them.
final class World {
  private final RunningServer server;
  private final String account;
  private final Region region;

  World(RunningServer server) {
    this(server, "000000000000", Region.US_EAST_1);
  }

  World(RunningServer server, String account, Region region) {
    this.server = server;
    this.account = account;
    this.region = region;
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "test"));
  }

  EventBridgeClient events() {
    return EventBridgeClient.builder()
        .endpointOverride(server.endpoint())
        .region(region)
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  SqsClient sqs() {
    return SqsClient.builder()
        .endpointOverride(server.endpoint())
        .region(region)
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .build();
  }

  SnsClient sns() {
    return SnsClient.builder()
        .endpointOverride(server.endpoint())
        .region(region)
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .build();
  }

  /// The answer to a call of CloudWatch Logs.
  String logs(String operation, String input) {
    HttpRequest request =
        HttpRequest.newBuilder(server.endpoint())
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Logs_20140328." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(input))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (reply.statusCode() != 200) {
        throw new AssertionError(operation + ": " + reply.body());
      }
      return reply.body();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  static String fresh(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region.id() + ":" + account + ":" + resource;
  }

  /// A queue of its own, by its ARN.
  String queue() {
    return queue(Map.of(), "");
  }

  String queue(Map<QueueAttributeName, String> attributes, String suffix) {
    String name = fresh("queue") + suffix;
    sqs().createQueue(b -> b.queueName(name).attributes(attributes));
    return arn("sqs", name);
  }

  String url(String queueArn) {
    String[] parts = queueArn.split(":", 6);
    return server.endpoint() + "/" + parts[4] + "/" + parts[5];
  }

  /// A rule on `bus` that matches events of `source`, with a target.
  void rule(String bus, String name, String source, Target... targets) {
    events()
        .putRule(
            b -> b.name(name).eventBusName(bus).eventPattern("{\"source\":[\"" + source + "\"]}"));
    events().putTargets(b -> b.rule(name).eventBusName(bus).targets(targets));
  }

  static Target target(String id, String arn) {
    return Target.builder().id(id).arn(arn).build();
  }

  /// A target that AWS reaches by a role: an API destination, a bus of another account.
  Target targetByRole(String id, String arn) {
    return target(id, arn).toBuilder().roleArn(role("reach")).build();
  }

  String role(String name) {
    return "arn:aws:iam::" + account + ":role/" + name;
  }

  /// Puts an event; returns its id.
  String put(String bus, String source, String detail) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source(source)
            .detailType("test")
            .detail(detail)
            .build();
    List<PutEventsResultEntry> entries = events().putEvents(b -> b.entries(entry)).entries();
    return entries.getFirst().eventId();
  }

  /// Waits for `count` messages in a queue, and takes them out.
  List<Message> receive(String queueArn, int count) {
    List<Message> got = new ArrayList<>();
    String url = url(queueArn);
    for (int i = 0; i < 10 && got.size() < count; i++) {
      List<Message> some =
          sqs()
              .receiveMessage(b ->
                  b.queueUrl(url)
                      .maxNumberOfMessages(10)
                      .waitTimeSeconds(2)
                      .messageAttributeNames("All")
                      .messageSystemAttributeNamesWithStrings("All"))
              .messages();
      some.forEach(message ->
          sqs().deleteMessage(b -> b.queueUrl(url).receiptHandle(message.receiptHandle())));
      got.addAll(some);
    }
    if (got.size() != count) {
      throw new AssertionError("expected " + count + " messages, got " + got);
    }
    return got;
  }

  List<String> bodies(String queueArn, int count) {
    return receive(queueArn, count).stream().map(Message::body).toList();
  }

  /// Whether nothing is in the queue, after all that was put before has been delivered.
  boolean isEmpty(String queueArn) {
    server.advance(Duration.ofSeconds(1));
    return sqs().receiveMessage(b -> b.queueUrl(url(queueArn))).messages().isEmpty();
  }

  /// A message's attributes as texts.
  static Map<String, String> attributes(Message message) {
    Map<String, String> texts = new TreeMap<>();
    message.messageAttributes().forEach((name, value) -> texts.put(name, value.stringValue()));
    return texts;
  }

  static Map<String, Object> json(String text) {
    return JsonText.read(text);
  }
}
