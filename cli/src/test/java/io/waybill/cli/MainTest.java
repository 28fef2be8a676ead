package io.waybill.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every command against a server that answers what `docs/admin-api.md` says.
final class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, Deque<String>> answers = new HashMap<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/_waybill/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          asked.add((call + " " + body).strip() + (token == null ? "" : " " + token));
          Deque<String> left = answers.getOrDefault(call, new ArrayDeque<>(List.of("{}")));
          byte[] answer = left.removeFirst().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private void answer(String call, String... bodies) {
    answers.put(call, new ArrayDeque<>(Arrays.asList(bodies)));
  }

  private int run(String... arguments) {
    return run(
        Map.of("WAYBILL_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort()), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Main.run(arguments, environment, outStream, errStream);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static final String STATUS =
      """
      {"version":"0.1.0","endpoint":"http://127.0.0.1:4566","uptimeSeconds":7500,\
      "time":"2026-01-31T13:00:00.000Z","clock":"running","testMode":false,"auth":"off",\
      "durability":"synced","store":{"folder":"/data","sound":true,"bytes":1610612736},\
      "memory":{"heapUsedBytes":52428800,"heapMaxBytes":536870912},"connections":12,"queues":3,\
      "messages":{"visible":1200,"inFlight":3,"delayed":0}}\
      """;

  @Test
  void statusIsReadable() {
    answer("GET /_waybill/status", STATUS);
    assertThat(run("status")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            server   Waybill 0.1.0 at http://127.0.0.1:4566, up 2 h 5 min
            store    sound, 1.5 GiB in /data, synced
            queues   3, with 1200 messages visible, 3 in flight, 0 delayed
            memory   50.0 MiB of 512.0 MiB heap
            clients  12 connections, auth off
            clock    2026-01-31T13:00:00.000Z, running
            """);
  }

  @Test
  void theEndpointOfTheSdksIsAskedWhereNoOtherIsNamed() {
    answer("GET /_waybill/status", STATUS);
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    assertThat(run(Map.of("AWS_ENDPOINT_URL", endpoint), "status")).isZero();
    assertThat(
            run(
                Map.of("AWS_ENDPOINT_URL", endpoint, "WAYBILL_ENDPOINT", "http://127.0.0.1:1"),
                "status"))
        .isOne();
  }

  @Test
  void aServerWithoutTlsIsNotBlamedForItsCertificate() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread peer = Thread.startVirtualThread(() -> refuseTheHandshake(plain));
      String endpoint = "https://127.0.0.1:" + plain.getLocalPort();
      assertThat(run("status", "--endpoint", endpoint)).isOne();
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("no TLS with " + endpoint, "begins with http://");
      peer.join();
    }
  }

  /// Ends only when the client has: a socket that is closed while something it got is unread sends
  /// a reset, which takes the answer away from a client that has not read it yet.
  private static void refuseTheHandshake(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      DataInputStream hello = new DataInputStream(client.getInputStream());
      hello.skipNBytes(3); // kind and version of the record
      hello.skipNBytes(hello.readUnsignedShort());
      client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      client.shutdownOutput();
      hello.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void statusForProgramsIsWhatTheServerSaid() {
    answer("GET /_waybill/status", STATUS);
    assertThat(run("status", "--json")).isZero();
    assertThat(out().strip()).isEqualTo(STATUS);
  }

  @Test
  void statusOfAStoreThatRefusesWritesFails() {
    answer("GET /_waybill/status", "{\"store\":{\"sound\":false,\"reason\":\"the disk is full\"}}");
    assertThat(run("status")).isOne();
    assertThat(out()).contains("store    refuses writes: the disk is full");
  }

  @Test
  void queuesAreATableOfAllPages() {
    String world = "\"account\":\"000000000000\",\"region\":\"us-east-1\"";
    answer(
        "GET /_waybill/queues?prefix=",
        "{\"queues\":[{\"name\":\"orders\","
            + world
            + ",\"visible\":1200,\"inFlight\":3,"
            + "\"delayed\":0,\"oldestAgeSeconds\":187}],\"next\":\"a:b\"}");
    answer(
        "GET /_waybill/queues?prefix=&after=a%3Ab",
        "{\"queues\":[{\"name\":\"orders-dlq\","
            + world
            + ",\"visible\":0,\"inFlight\":0,"
            + "\"delayed\":0}]}");
    assertThat(run("queues")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            queue       depth  in flight  delayed  oldest
            orders       1200          3        0   3 min
            orders-dlq      0          0        0       -
            """);
  }

  @Test
  void queuesOfSeveralWorldsSayWhichIsWhose() {
    answer(
        "GET /_waybill/queues?prefix=o",
        "{\"queues\":[{\"name\":\"o1\",\"account\":\"000000000000\",\"region\":\"us-east-1\"},"
            + "{\"name\":\"o1\",\"account\":\"123456789012\",\"region\":\"eu-west-1\"}]}");
    assertThat(run("queues", "o")).isZero();
    assertThat(out()).contains("000000000000 us-east-1 o1 ", "123456789012 eu-west-1 o1 ");
  }

  @Test
  void runtimesAreATableWithWhatIsMissing() {
    String told =
        "{\"isolation\":\"none\",\"runtimes\":[{\"name\":\"nodejs22.x\",\"runs\":true,"
            + "\"program\":\"/usr/bin/node\",\"version\":\"20.1.0\",\"note\":\"another\"},"
            + "{\"name\":\"ruby3.4\",\"runs\":false,\"program\":\"\",\"version\":\"\",\"note\":\"not here\"}]}";
    answer("GET /_waybill/runtimes", told, told);
    assertThat(run("runtimes")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            runtime     run by         version
            nodejs22.x  /usr/bin/node  20.1.0   another
            ruby3.4     -                       not here

            isolation: none
            """);
    assertThat(run("runtimes", "--json")).isZero();
    assertThat(out()).endsWith(told + "\n");
  }

  @Test
  void queuesForProgramsAreOneObject() {
    answer("GET /_waybill/queues?prefix=", "{\"queues\":[{\"name\":\"a\"}],\"next\":\"n\"}");
    answer("GET /_waybill/queues?prefix=&after=n", "{\"queues\":[{\"name\":\"b\",\"fifo\":true}]}");
    assertThat(run("queues", "--json")).isZero();
    assertThat(out()).isEqualTo("{\"queues\":[{\"name\":\"a\"},{\"name\":\"b\",\"fifo\":true}]}\n");
  }

  @Test
  void aTrailIsAStory() {
    String arn = "\"resourceArn\":\"arn:aws:sqs:us-east-1:000000000000:orders\"";
    answer(
        "GET /_waybill/trail/5fea7756",
        "{\"messageId\":\"5fea7756\",\"events\":["
            + "{\"time\":\"2026-01-31T12:00:00.000Z\",\"event\":\"Sent\","
            + arn
            + ",\"details\":{}},"
            + "{\"time\":\"2026-01-31T12:00:01.250Z\",\"event\":\"Received\","
            + arn
            + ",\"details\":{\"receiveCount\":\"1\"}},"
            + "{\"time\":\"2026-01-31T12:00:31.250Z\",\"event\":\"MovedToDeadLetterQueue\","
            + arn
            + ",\"details\":{\"to\":\"arn:aws:sqs:us-east-1:000000000000:orders-dlq\"}}]}");
    assertThat(run("trail", "5fea7756")).isZero();
    assertThat(out().lines().map(line -> line.replaceAll(" {2,}", "  ")))
        .containsExactly(
            "message 5fea7756",
            "  2026-01-31T12:00:00.000Z  +0.000 s  sent  orders",
            "  2026-01-31T12:00:01.250Z  +1.250 s  received  orders (receive count 1)",
            "  2026-01-31T12:00:31.250Z  +30.000 s  moved to dead letter queue  orders (to orders-dlq)");
  }

  @Test
  void theClockIsShownStoppedAndMoved() {
    String running = "{\"time\":\"2026-01-31T12:00:00.000Z\",\"clock\":\"running\"}";
    answer("GET /_waybill/clock", running);
    answer("POST /_waybill/clock", running, running, running);
    assertThat(run("clock")).isZero();
    assertThat(run("clock", "stop")).isZero();
    assertThat(run("clock", "advance", "14d")).isZero();
    assertThat(run("clock", "resume", "--json")).isZero();
    assertThat(asked)
        .containsExactly(
            "GET /_waybill/clock",
            "POST /_waybill/clock {\"action\":\"stop\"}",
            "POST /_waybill/clock {\"action\":\"advance\",\"by\":\"14d\"}",
            "POST /_waybill/clock {\"action\":\"resume\"}");
    assertThat(out()).startsWith("2026-01-31T12:00:00.000Z running\n").endsWith(running + "\n");
  }

  @Test
  void aBackupIsFollowedToItsEnd() {
    String folder = Path.of("copy").toAbsolutePath().toString();
    answer("POST /_waybill/backup", "{\"state\":\"running\",\"bytesDone\":0,\"bytesTotal\":9}");
    answer(
        "GET /_waybill/backup",
        "{\"state\":\"running\",\"bytesDone\":4,\"bytesTotal\":9}",
        "{\"state\":\"done\",\"bytesDone\":9,\"bytesTotal\":9}");
    assertThat(run("backup", "copy")).isZero();
    assertThat(asked.getFirst()).isEqualTo("POST /_waybill/backup {\"folder\":\"" + folder + "\"}");
    assertThat(out()).isEqualTo("backed up 9 B to " + folder + "\n");
  }

  @Test
  void aBackupThatFailsSaysWhy() {
    answer("POST /_waybill/backup", "{\"state\":\"failed\",\"reason\":\"no room\"}");
    assertThat(run("backup", "/copy")).isOne();
    assertThat(err()).isEqualTo("waybill: the backup failed: no room\n");
  }

  @Test
  void whatTheServerRefusesIsPassedOnInOneLine() {
    status = 409;
    answer(
        "POST /_waybill/clock",
        "{\"error\":{\"code\":\"NotInTestMode\",\"message\":\"no --test-mode\"}}");
    assertThat(run("clock", "stop")).isOne();
    assertThat(err()).isEqualTo("waybill: no --test-mode\n");
  }

  @Test
  void theTokenIsShown() {
    answer("GET /_waybill/clock", "{}", "{}");
    run("clock", "--token", "secret");
    assertThat(asked).containsExactly("GET /_waybill/clock Bearer secret");
  }

  @Test
  void aServerThatDoesNotAnswerGivesOnePlainLine() {
    assertThat(run("status", "--endpoint", "http://127.0.0.1:1")).isOne();
    assertThat(err())
        .isEqualTo(
            "waybill: nothing answers at http://127.0.0.1:1; start a server with './waybill up',"
                + " or name another with --endpoint\n");
    assertThat(out()).isEmpty();
  }

  @Test
  void whatAnswersButIsNoWaybillIsNamed() {
    answer("GET /_waybill/status", "<html>");
    assertThat(run("status")).isOne();
    assertThat(err()).startsWith("waybill: what answers at http://127.0.0.1:").hasLineCount(1);
  }

  @Test
  void whatIsNotUnderstoodGivesOneLineAndCodeTwo() {
    Map<String[], String> wrong =
        Map.of(
            new String[] {"statsu"}, "did you mean 'status'?",
            new String[] {"status", "--jsn"}, "did you mean '--json'?",
            new String[] {"trail"}, "'waybill trail --help' tells more",
            new String[] {"backup"}, "'waybill backup --help' tells more",
            new String[] {"clock", "advance"}, "clock advance needs a duration",
            new String[] {"clock", "stop", "3s"}, "clock stop takes no duration",
            new String[] {"clock", "jump"}, "not 'jump'");
    wrong.forEach((arguments, told) -> {
      err.reset();
      assertThat(run(arguments)).isEqualTo(2);
      assertThat(err()).startsWith("waybill: ").contains(told).hasLineCount(1);
    });
  }

  @Test
  void helpListsEveryWord() {
    assertThat(run(Map.of())).isZero();
    assertThat(out()).contains("status", "queues", "trail", "clock", "backup", "up ", "test ");
    out.reset();
    assertThat(run(Map.of(), "help", "queues")).isZero();
    assertThat(out()).startsWith("Usage: waybill queues");
  }
}
