package io.waybill.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.Arn;
import io.waybill.core.SystemTime;
import io.waybill.wire.http.HttpConfig;
import io.waybill.wire.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The admin API over real HTTP, in front of a server that is made up.
final class AdminApiTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final Arn ORDERS =
      Arn.parse("arn:aws:sqs:us-east-1:000000000000:orders").orElseThrow();
  private static final Arn DEAD =
      Arn.parse("arn:aws:sqs:us-east-1:000000000000:orders-dlq").orElseThrow();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MadeUp madeUp = new MadeUp();
  private final List<AutoCloseable> open = new ArrayList<>();

  /// Shows fixed things and remembers what it was told.
  private static final class MadeUp implements Inspection, Control {
    private Optional<String> failure = Optional.empty();
    private ClockFace clock = new ClockFace(NOON, true, Duration.ZERO);
    private final CountDownLatch backupMayEnd = new CountDownLatch(1);
    private int resets;

    @Override
    public Optional<String> failure() {
      return failure;
    }

    @Override
    public List<RuntimeLine> runtimes() {
      return List.of(
          new RuntimeLine("nodejs22.x", true, "/usr/bin/node", "20.1.0", "another stands in"),
          new RuntimeLine("ruby3.4", false, "", "", "not here"));
    }

    @Override
    public String isolation() {
      return "none";
    }

    @Override
    public Status status() {
      return new Status(
          "0.1.0",
          URI.create("http://127.0.0.1:4566"),
          NOON.minusSeconds(3600),
          Duration.ofHours(1),
          clock,
          true,
          false,
          "synced",
          new Status.StoreStatus(Path.of("/data"), failure, 1000),
          12,
          3,
          new MessageCounts(1200, 3, 1));
    }

    @Override
    public QueuePage queues(String prefix, String after, int limit) {
      QueuePage.QueueLine line =
          new QueuePage.QueueLine(
              ORDERS, false, new MessageCounts(2, 1, 0), OptionalLong.of(63), Optional.of(DEAD));
      return prefix.equals("none") || !after.isEmpty()
          ? new QueuePage(List.of(), Optional.empty())
          : new QueuePage(List.of(line), Optional.of(ORDERS.toString()).filter(n -> limit == 1));
    }

    @Override
    public List<TrailEvent> trail(String messageId) {
      return messageId.equals("known")
          ? List.of(
              new TrailEvent(NOON, "Received", ORDERS.toString(), Map.of("receiveCount", "1")))
          : List.of();
    }

    @Override
    public List<LocalMessage> localOutbox() {
      return List.of(new LocalMessage(NOON, Map.of("protocol", "sms", "to", "+15551234567")));
    }

    @Override
    public String metrics() {
      return "waybill_up 1\n";
    }

    @Override
    public ClockFace clock() {
      return clock;
    }

    @Override
    public ClockFace clock(ClockAction action) {
      clock =
          switch (action) {
            case ClockAction.Stop stop -> new ClockFace(clock.time(), false, Duration.ZERO);
            case ClockAction.Resume resume -> new ClockFace(clock.time(), true, Duration.ZERO);
            case ClockAction.Advance(Duration by) ->
                new ClockFace(clock.time().plus(by), clock.running(), by);
            case ClockAction.Set(Instant to) -> new ClockFace(to, clock.running(), Duration.ZERO);
          };
      return clock;
    }

    @Override
    public void reset() {
      resets++;
    }

    @Override
    public void backup(Path target) throws IOException {
      try {
        backupMayEnd.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      Files.createDirectories(target);
      Files.writeString(target.resolve("copy"), "0123456789");
    }
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private URI start(boolean testMode, String token) throws IOException {
    AdminApi api =
        new AdminApi(
            madeUp, madeUp, testMode, Optional.of(token).filter(t -> !t.isEmpty()), "127.0.0.1");
    open.add(api);
    HttpServer server = HttpServer.start(HttpConfig.of("127.0.0.1", 0), new SystemTime(), api);
    open.add(server);
    return URI.create("http://127.0.0.1:" + server.port() + AdminApi.PREFIX);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI api, String path) throws Exception {
    return send(HttpRequest.newBuilder(api.resolve(path)));
  }

  private HttpResponse<String> post(URI api, String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(api.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static void refused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith("{\"error\":{\"code\":\"" + code + "\",\"message\":\"");
  }

  @Test
  void statusTellsWhatIsDocumented() throws Exception {
    String body = get(start(true, ""), "status").body();
    assertThat(body)
        .contains(
            "\"version\":\"0.1.0\",\"endpoint\":\"http://127.0.0.1:4566\"",
            "\"startedAt\":\"2026-01-31T11:00:00.000Z\",\"uptimeSeconds\":3600",
            "\"time\":\"2026-01-31T12:00:00.000Z\",\"clock\":\"running\",\"testMode\":true",
            "\"auth\":\"off\",\"durability\":\"synced\"",
            "\"store\":{\"folder\":\"/data\",\"sound\":true,\"bytes\":1000}",
            "\"memory\":{\"heapUsedBytes\":",
            "\"connections\":12,\"queues\":3",
            "\"messages\":{\"visible\":1200,\"inFlight\":3,\"delayed\":1}");
  }

  @Test
  void runtimesTellWhatRunsThem() throws Exception {
    assertThat(get(start(true, ""), "runtimes").body())
        .isEqualTo(
            "{\"isolation\":\"none\",\"runtimes\":[{\"name\":\"nodejs22.x\",\"runs\":true,"
                + "\"program\":\"/usr/bin/node\",\"version\":\"20.1.0\","
                + "\"note\":\"another stands in\"},{\"name\":\"ruby3.4\",\"runs\":false,"
                + "\"program\":\"\",\"version\":\"\",\"note\":\"not here\"}]}");
  }

  @Test
  void aStoreThatIsNotSoundShowsInHealthAndStatus() throws Exception {
    URI api = start(false, "");
    assertThat(get(api, "health").body()).isEqualTo("{\"status\":\"ok\"}");
    madeUp.failure = Optional.of("the disk of /data is full");
    HttpResponse<String> health = get(api, "health");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body())
        .isEqualTo("{\"status\":\"failing\",\"reason\":\"the disk of /data is full\"}");
    assertThat(get(api, "status").body())
        .contains("\"sound\":false,\"reason\":\"the disk of /data is full\"");
  }

  @Test
  void queuesComeInPages() throws Exception {
    URI api = start(false, "");
    assertThat(get(api, "queues?limit=1").body())
        .isEqualTo(
            "{\"queues\":[{\"arn\":\"arn:aws:sqs:us-east-1:000000000000:orders\","
                + "\"name\":\"orders\",\"account\":\"000000000000\",\"region\":\"us-east-1\","
                + "\"fifo\":false,\"visible\":2,\"inFlight\":1,\"delayed\":0,"
                + "\"oldestAgeSeconds\":63,"
                + "\"deadLetterQueueArn\":\"arn:aws:sqs:us-east-1:000000000000:orders-dlq\"}],"
                + "\"next\":\"arn:aws:sqs:us-east-1:000000000000:orders\"}");
    assertThat(get(api, "queues?limit=1&after=arn%3Aaws").body()).isEqualTo("{\"queues\":[]}");
    assertThat(get(api, "queues?prefix=none").body()).isEqualTo("{\"queues\":[]}");
    refused(get(api, "queues?limit=0"), 400, "BadRequest");
    refused(get(api, "queues?limit=1001"), 400, "BadRequest");
    assertThat(get(api, "queues?limit=1000").statusCode()).isEqualTo(200);
  }

  @Test
  void aTrailIsToldOrNotKnown() throws Exception {
    URI api = start(false, "");
    assertThat(get(api, "trail/known").body())
        .isEqualTo(
            "{\"messageId\":\"known\",\"events\":[{\"time\":\"2026-01-31T12:00:00.000Z\","
                + "\"event\":\"Received\",\"resourceArn\":\"arn:aws:sqs:us-east-1:000000000000:orders\","
                + "\"details\":{\"receiveCount\":\"1\"}}]}");
    refused(get(api, "trail/unknown"), 404, "NotFound");
  }

  @Test
  void timeMovesInTestMode() throws Exception {
    URI api = start(true, "");
    assertThat(post(api, "clock", "{\"action\":\"stop\"}").body())
        .isEqualTo("{\"time\":\"2026-01-31T12:00:00.000Z\",\"clock\":\"stopped\"}");
    assertThat(post(api, "clock", "{\"action\":\"advance\",\"by\":\"1.5h\"}").body())
        .isEqualTo(
            "{\"time\":\"2026-01-31T13:30:00.000Z\",\"clock\":\"stopped\",\"aheadSeconds\":5400}");
    assertThat(post(api, "clock", "{\"action\":\"set\",\"to\":\"2026-02-14T00:00:00Z\"}").body())
        .contains("2026-02-14T00:00:00.000Z");
    assertThat(post(api, "clock", "{\"action\":\"resume\"}").body()).contains("running");
    assertThat(get(api, "clock").body()).contains("2026-02-14T00:00:00.000Z");
    refused(
        post(api, "clock", "{\"action\":\"set\",\"to\":\"2026-02-13T00:00:00Z\"}"),
        400,
        "BadRequest");
  }

  @Test
  void whatIsNoClockRequestIsRefused() throws Exception {
    URI api = start(true, "");
    for (String body :
        List.of(
            "",
            "[]",
            "{",
            "{}",
            "{} {}",
            "{\"action\":1}",
            "{\"action\":\"leap\"}",
            "{\"action\":\"advance\"}",
            "{\"action\":\"advance\",\"by\":\"-1s\"}",
            "{\"action\":\"set\",\"to\":\"tomorrow\"}")) {
      refused(post(api, "clock", body), 400, "BadRequest");
    }
    assertThat(madeUp.clock).isEqualTo(new ClockFace(NOON, true, Duration.ZERO));
  }

  @Test
  void outsideTestModeTimeAndDataAreReal() throws Exception {
    URI api = start(false, "");
    refused(post(api, "clock", "{\"action\":\"stop\"}"), 409, "NotInTestMode");
    refused(post(api, "reset", "{}"), 409, "NotInTestMode");
    assertThat(madeUp.resets).isZero();
  }

  @Test
  void resetForgetsEverything() throws Exception {
    assertThat(post(start(true, ""), "reset", "{}").body()).isEqualTo("{\"reset\":true}");
    assertThat(madeUp.resets).isOne();
  }

  @Test
  void oneBackupRunsAtATimeAndTellsHowFarItIs(@TempDir Path folder) throws Exception {
    URI api = start(false, "");
    refused(get(api, "backup"), 404, "NotFound");
    refused(post(api, "backup", "{\"folder\":\"relative\"}"), 400, "BadRequest");
    refused(post(api, "backup", "{\"folder\":\"/data/x\"}"), 400, "BadRequest");
    Files.writeString(folder.resolve("something"), "there");
    refused(post(api, "backup", "{\"folder\":\"" + folder + "\"}"), 400, "BadRequest");

    String body = "{\"folder\":\"" + folder.resolve("copy") + "\"}";
    HttpResponse<String> started = post(api, "backup", body);
    assertThat(started.statusCode()).isEqualTo(202);
    assertThat(started.body()).contains("\"state\":\"running\"", "\"bytesTotal\":1000");
    refused(post(api, "backup", body), 409, "BackupRunning");

    madeUp.backupMayEnd.countDown();
    String latest = get(api, "backup").body();
    while (latest.contains("running")) {
      latest = get(api, "backup").body();
    }
    assertThat(latest).contains("\"state\":\"done\"", "\"bytesDone\":10");
  }

  @Test
  void metricsAreText() throws Exception {
    HttpResponse<String> response = get(start(false, ""), "metrics");
    assertThat(response.body()).isEqualTo("waybill_up 1\n");
    assertThat(response.headers().firstValue("content-type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    URI api = start(true, "");
    refused(get(api, "nothing"), 404, "NotFound");
    refused(post(api, "status", "{}"), 405, "MethodNotAllowed");
    refused(get(api, "reset"), 405, "MethodNotAllowed");
  }

  @Test
  void aTokenOnceSetMustBeShown() throws Exception {
    URI api = start(false, "0123456789abcdef");
    refused(get(api, "status"), 403, "Forbidden");
    refused(
        send(HttpRequest.newBuilder(api.resolve("status")).header("Authorization", "Bearer no")),
        403,
        "Forbidden");
    HttpResponse<String> shown =
        send(
            HttpRequest.newBuilder(api.resolve("status"))
                .header("Authorization", "Bearer 0123456789abcdef"));
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(get(api, "health").statusCode()).isEqualTo(200);
  }

  @Test
  void aWebPageCanNotUseTheBrowserAsItsArm() throws Exception {
    URI api = start(true, "");
    HttpRequest.Builder form =
        HttpRequest.newBuilder(api.resolve("reset"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{}"));
    refused(send(form), 403, "Forbidden");
    assertThat(madeUp.resets).isZero();
  }
}
