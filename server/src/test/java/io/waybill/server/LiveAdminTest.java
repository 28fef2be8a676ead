package io.waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.server.config.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The admin API of a real server, with real queues behind it.
final class LiveAdminTest {
  private static final Pattern MESSAGE_ID = Pattern.compile("\"MessageId\":\"([^\"]+)\"");

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private WaybillServer server;

  @BeforeEach
  void startServer() {
    server =
        WaybillServer.start(
            ServerConfig.of(
                "--port", "0", "--test-mode", "--data", folder.resolve("data").toString()));
  }

  @AfterEach
  void stopServer() {
    threads.shutdownNow();
    server.close();
  }

  private String get(String path) throws Exception {
    URI uri = server.endpoint().resolve("/_waybill/" + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private String post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.endpoint().resolve("/_waybill/" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private HttpRequest sqsRequest(String operation, String body) {
    return HttpRequest.newBuilder(server.endpoint())
        .header("Content-Type", "application/x-amz-json-1.0")
        .header("X-Amz-Target", "AmazonSQS." + operation)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request,"
                + " SignedHeaders=host, Signature=00")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private String sqs(String operation, String body) throws Exception {
    return client.send(sqsRequest(operation, body), BodyHandlers.ofString()).body();
  }

  private String queue(String name) {
    return "\"QueueUrl\":\"" + server.endpoint() + "/000000000000/" + name + "\"";
  }

  private String send(String queue, String body) throws Exception {
    String sent = sqs("SendMessage", "{" + queue(queue) + ",\"MessageBody\":\"" + body + "\"}");
    Matcher id = MESSAGE_ID.matcher(sent);
    assertThat(id.find()).as(sent).isTrue();
    return id.group(1);
  }

  @Test
  void queuesAndStatusCountWhatWaits() throws Exception {
    sqs("CreateQueue", "{\"QueueName\":\"orders\"}");
    send("orders", "a");
    send("orders", "b");
    sqs("ReceiveMessage", "{" + queue("orders") + "}");
    assertThat(get("status"))
        .contains("\"queues\":1", "\"messages\":{\"visible\":1,\"inFlight\":1,\"delayed\":0}")
        .contains("\"sound\":true");
    assertThat(get("queues")).contains("\"name\":\"orders\"", "\"visible\":1,\"inFlight\":1");
    assertThat(get("metrics"))
        .contains(
            "aws_sqs_number_of_messages_sent_total{account_id=\"000000000000\","
                + "region=\"us-east-1\",queue_name=\"orders\"} 2\n");
  }

  @Test
  void pagesOfQueuesFollowOneAnother() throws Exception {
    for (String name : new String[] {"c", "a", "b.fifo"}) {
      String attributes = name.endsWith(".fifo") ? ",\"Attributes\":{\"FifoQueue\":\"true\"}" : "";
      sqs("CreateQueue", "{\"QueueName\":\"" + name + "\"" + attributes + "}");
    }
    String arn = "arn:aws:sqs:us-east-1:000000000000:";
    assertThat(get("queues?limit=2"))
        .containsSubsequence(
            arn + "a", arn + "b.fifo", "\"fifo\":true", "\"next\":\"" + arn + "b.fifo");
    assertThat(get("queues?limit=2&after=" + arn + "b.fifo"))
        .contains(arn + "c")
        .doesNotContain("next");
    assertThat(get("queues?prefix=b")).contains(arn + "b.fifo").doesNotContain(arn + "a");
  }

  @Test
  void aLeapInTimeBringsEverythingThatFallsDueInItsOrder() throws Exception {
    sqs("CreateQueue", "{\"QueueName\":\"dead\"}");
    sqs(
        "CreateQueue",
        "{\"QueueName\":\"orders\",\"Attributes\":{\"VisibilityTimeout\":\"43200\",\"RedrivePolicy\":"
            + "\"{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:000000000000:dead\\\","
            + "\\\"maxReceiveCount\\\":\\\"1\\\"}\"}}");
    post("clock", "{\"action\":\"stop\"}");
    String id = send("orders", "a");
    sqs("ReceiveMessage", "{" + queue("orders") + "}");
    assertThat(get("queues?prefix=orders")).contains("\"inFlight\":1");

    post("clock", "{\"action\":\"advance\",\"by\":\"12h\"}");
    assertThat(get("queues?prefix=orders")).contains("\"inFlight\":0");
    sqs("ReceiveMessage", "{" + queue("orders") + "}");
    assertThat(get("queues?prefix=dead")).contains("\"visible\":1");
    assertThat(get("trail/" + id))
        .containsSubsequence(
            "\"Sent\"", "\"Received\"", "\"Returned\"", "\"DeadLettered\"", "\"Arrived\"");

    post("clock", "{\"action\":\"advance\",\"by\":\"14d\"}");
    assertThat(get("queues?prefix=dead")).contains("\"visible\":0");
    assertThat(get("trail/" + id)).contains("\"Expired\"");
  }

  @Test
  void aLongPollEndsWhenTimeLeaps() throws Exception {
    sqs("CreateQueue", "{\"QueueName\":\"orders\"}");
    post("clock", "{\"action\":\"stop\"}");
    CompletableFuture<String> poll =
        client
            .sendAsync(
                sqsRequest("ReceiveMessage", "{" + queue("orders") + ",\"WaitTimeSeconds\":20}"),
                BodyHandlers.ofString())
            .thenApply(response -> response.body());
    while (!get("metrics")
        .contains(
            "aws_sqs_waiting_receives{account_id=\"000000000000\","
                + "region=\"us-east-1\",queue_name=\"orders\"} 1\n")) {
      Thread.onSpinWait();
    }
    assertThat(poll).isNotDone();
    post("clock", "{\"action\":\"advance\",\"by\":\"20s\"}");
    assertThat(poll.get()).isEqualTo("{}");
  }

  @Test
  void aResetForgetsEverythingAndServesOn() throws Exception {
    sqs("CreateQueue", "{\"QueueName\":\"orders\"}");
    String id = send("orders", "a");
    post("clock", "{\"action\":\"advance\",\"by\":\"10d\"}");
    assertThat(post("reset", "{}")).isEqualTo("{\"reset\":true}");
    assertThat(get("queues")).isEqualTo("{\"queues\":[]}");
    assertThat(get("trail/" + id)).contains("NotFound");
    sqs("CreateQueue", "{\"QueueName\":\"orders\"}");
    send("orders", "b");
    assertThat(get("queues")).contains("\"visible\":1", "\"oldestAgeSeconds\":0");
  }

  @Test
  void callsThatMeetAResetAreAnsweredBeforeOrAfterIt() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Map<Integer, Long>>> callers =
        IntStream.range(0, 4)
            .mapToObj(caller -> CompletableFuture.supplyAsync(() -> calls(caller, over), threads))
            .toList();
    for (int round = 0; round < 20; round++) {
      assertThat(post("reset", "{}")).isEqualTo("{\"reset\":true}");
    }
    over.set(true);
    for (CompletableFuture<Map<Integer, Long>> caller : callers) {
      assertThat(caller.get().keySet()).isSubsetOf(200, 400).contains(200);
    }
  }

  /// Creates, sends and polls until it is over. Tells how often there was which status.
  private Map<Integer, Long> calls(int caller, AtomicBoolean over) {
    Map<Integer, Long> statuses = new TreeMap<>();
    String queue = queue("q" + caller);
    List<HttpRequest> story =
        List.of(
            sqsRequest("CreateQueue", "{\"QueueName\":\"q" + caller + "\"}"),
            sqsRequest("SendMessage", "{" + queue + ",\"MessageBody\":\"a\"}"),
            sqsRequest("ReceiveMessage", "{" + queue + "}"),
            sqsRequest("ReceiveMessage", "{" + queue + ",\"WaitTimeSeconds\":1}"));
    while (!over.get()) {
      for (HttpRequest request : story) {
        statuses.merge(
            client.sendAsync(request, BodyHandlers.discarding()).join().statusCode(),
            1L,
            Long::sum);
      }
    }
    return statuses;
  }

  @Test
  void aBackupOpensAsADataFolder() throws Exception {
    sqs("CreateQueue", "{\"QueueName\":\"orders\"}");
    send("orders", "a");
    Path copy = folder.resolve("copy");
    post("backup", "{\"folder\":\"" + copy + "\"}");
    while (get("backup").contains("\"running\"")) {
      Thread.onSpinWait();
    }
    assertThat(get("backup")).contains("\"state\":\"done\"");
    send("orders", "after the backup");
    server.close();
    server = WaybillServer.start(ServerConfig.of("--port", "0", "--data", copy.toString()));
    assertThat(get("queues")).contains("\"name\":\"orders\"", "\"visible\":1");
  }

  @Test
  void timeDoesNotGoBehindWhatIsStored() throws Exception {
    sqs("CreateQueue", "{\"QueueName\":\"orders\"}");
    post("clock", "{\"action\":\"advance\",\"by\":\"13d\"}");
    send("orders", "a");
    sqs("ReceiveMessage", "{" + queue("orders") + ",\"VisibilityTimeout\":1}");
    server.close();
    startServer();
    assertThat(get("status")).containsPattern("\"aheadSeconds\":1123[12]");
    post("clock", "{\"action\":\"advance\",\"by\":\"1s\"}");
    assertThat(get("queues")).contains("\"visible\":1,\"inFlight\":0");

    post("reset", "{}");
    assertThat(get("status")).doesNotContain("aheadSeconds");
  }

  @Test
  void aCallerWhoseKeyNamesNoAccountActsInTheOneThatIsSet() throws Exception {
    server.close();
    server =
        WaybillServer.start(
            ServerConfig.of(
                "--port",
                "0",
                "--account",
                "123456789012",
                "--data",
                folder.toString() + "/other"));
    sqs("CreateQueue", "{\"QueueName\":\"orders\"}");
    assertThat(get("queues")).contains("arn:aws:sqs:us-east-1:123456789012:orders");
  }

  @Test
  void severalServersRunInOneProcess() throws Exception {
    sqs("CreateQueue", "{\"QueueName\":\"orders\"}");
    try (WaybillServer second =
        WaybillServer.start(
            ServerConfig.of("--port", "0", "--data", folder.resolve("second").toString()))) {
      assertThat(second.endpoint()).isNotEqualTo(server.endpoint());
      URI queues = second.endpoint().resolve("/_waybill/queues");
      assertThat(
              client.send(HttpRequest.newBuilder(queues).build(), BodyHandlers.ofString()).body())
          .isEqualTo("{\"queues\":[]}");
    }
    assertThat(get("queues")).contains("orders");
  }
}
