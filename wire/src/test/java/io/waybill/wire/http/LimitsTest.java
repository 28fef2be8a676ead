package io.waybill.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.SystemTime;
import io.waybill.wire.http.HttpLimits.Counts;
import io.waybill.wire.http.HttpLimits.Sizes;
import io.waybill.wire.http.HttpLimits.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a peer may take, and what happens past it.
final class LimitsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(60);
  private static final Sizes SMALL = new Sizes(1024, 10, 100_000, 150_000, 150_000, 16_384);
  private static final Times PATIENT =
      new Times(LONG, LONG, LONG, LONG, Duration.ofMillis(200), Duration.ofMillis(200));
  private static final String START = "POST / HTTP/1.1\r\nHost: x\r\n";
  private static final String PARK = "POST /park HTTP/1.1\r\nHost: x\r\n";

  private final EchoService service = new EchoService();

  private HttpServer server(Sizes sizes, Times times, Counts counts) throws IOException {
    var limits = new HttpLimits(sizes, times, counts);
    return HttpServer.start(HttpConfig.of("127.0.0.1", 0).with(limits), new SystemTime(), service);
  }

  private void expect(String request, String start) throws IOException {
    try (HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send(request);
      assertThat(client.rest()).startsWith(start).contains("connection: close\r\n");
    }
  }

  @Test
  void aRequestLineTooLong() throws IOException {
    expect("GET /" + "a".repeat(2000) + " HTTP/1.1\r\n", "HTTP/1.1 414 ");
  }

  @Test
  void headerFieldsTooLong() throws IOException {
    expect(START + "X-A: " + "a".repeat(2000) + "\r\n", "HTTP/1.1 431 ");
  }

  @Test
  void aTrailerTooLong() throws IOException {
    expect(
        START + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "a: b\r\n".repeat(11), "HTTP/1.1 431 ");
  }

  @Test
  void headerFieldsTooMany() throws IOException {
    expect(START + "A: b\r\n".repeat(10), "HTTP/1.1 431 ");
  }

  @Test
  void aBodyTooLong() throws IOException {
    expect(START + "Content-Length: 100001\r\n\r\n", "HTTP/1.1 413 ");
  }

  @Test
  void aBodyOfExactlyTheLimitIsTaken() throws IOException {
    try (HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send(START + "Content-Length: 100000\r\n\r\n" + "b".repeat(100_000));
      assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("bbb");
    }
  }

  @Test
  void chunksTooLongTogether() throws IOException {
    String chunk = "C350\r\n" + "c".repeat(50_000) + "\r\n";
    expect(
        START + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(2) + "1\r\n", "HTTP/1.1 413 ");
  }

  @Test
  void aChunksExtensionsTooLong() throws IOException {
    expect(START + "Transfer-Encoding: chunked\r\n\r\n1;" + "e".repeat(5000), "HTTP/1.1 400 ");
  }

  @Test
  void aGzipBombIsNotUnfolded() throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(new byte[50 << 20]);
    }
    try (HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send(
          START + "Content-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n\r\n");
      client.send(zipped.toByteArray());
      assertThat(client.rest()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void allLargeBodiesTogether() throws Exception {
    String request = PARK + "Content-Length: 80000\r\n\r\n" + "b".repeat(80_000);
    try (HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT);
        RawClient first = new RawClient(server.port());
        RawClient second = new RawClient(server.port());
        RawClient third = new RawClient(server.port())) {
      first.send(request);
      HttpCall parked = service.taken();
      second.send(request);
      assertThat(second.rest()).startsWith("HTTP/1.1 503 ");
      parked.respond(EchoService.reply("done"));
      first.answer();
      third.send(request);
      service.taken().respond(EchoService.reply("done"));
      assertThat(third.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void allLargeAnswersTogether() throws Exception {
    try (HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT);
        RawClient first = new RawClient(server.port());
        RawClient second = new RawClient(server.port())) {
      HttpCall large = parked(first);
      HttpCall other = parked(second);
      large.hold(150_000);
      assertThat(other.hasRoom()).isFalse();
      large.respond(EchoService.reply("a".repeat(200_000)));
      first.answer();
      awaitRoom(other);

      HttpCall left;
      try (RawClient gone = new RawClient(server.port())) {
        gone.resetOnClose();
        left = parked(gone);
        left.hold(150_000);
      }
      awaitRoom(other);
      left.hold(150_000);
      assertThat(other.hasRoom()).isTrue();
    }
  }

  private HttpCall parked(RawClient client) throws Exception {
    client.send(PARK + "\r\n");
    return service.taken();
  }

  private static void awaitRoom(HttpCall call) {
    while (!call.hasRoom()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anAnswerThatCannotBeMadeClosesItsConnection() throws Exception {
    try (HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      HttpCall call = parked(client);
      call.respond(() -> {
        throw new OutOfMemoryError("no direct memory");
      });
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    var times = new Times(SHORT, LONG, LONG, LONG, SHORT, SHORT);
    try (HttpServer server = server(SMALL, times, Counts.DEFAULT);
        RawClient fresh = new RawClient(server.port());
        RawClient used = new RawClient(server.port())) {
      used.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(used.answer()).startsWith("HTTP/1.1 200 ");
      assertThat(used.rest()).isEmpty();
      assertThat(fresh.rest()).isEmpty();
    }
  }

  @Test
  void aParkedCallIsNotIdle() throws Exception {
    var times = new Times(SHORT, LONG, LONG, LONG, SHORT, SHORT);
    try (HttpServer server = server(SMALL, times, Counts.DEFAULT);
        RawClient parked = new RawClient(server.port());
        RawClient idle = new RawClient(server.port())) {
      parked.send(PARK + "\r\n");
      HttpCall call = service.taken();
      for (int i = 0; i < 3; i++) {
        try (RawClient another = new RawClient(server.port())) {
          assertThat(another.rest()).isEmpty();
        }
      }
      assertThat(idle.rest()).isEmpty();
      call.respond(EchoService.reply("late"));
      assertThat(parked.answer()).endsWith("late");
    }
  }

  @Test
  void headerFieldsThatTakeTooLong() throws IOException {
    var times = new Times(LONG, SHORT, LONG, LONG, LONG, SHORT);
    try (HttpServer server = server(SMALL, times, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nHost:");
      assertThat(client.rest()).startsWith("HTTP/1.1 408 ").contains("connection: close\r\n");
    }
  }

  @Test
  void aServerThatStopsDoesNotWaitForTheRestOfARequest() throws Exception {
    var times = new Times(LONG, LONG, LONG, LONG, SHORT, LONG);
    HttpServer server = server(SMALL, times, Counts.DEFAULT);
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /park HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
      HttpCall before = service.taken();
      before.respond(EchoService.reply("first"));
      client.answer();
      client.send(START + "Content-Length: 10\r\n\r\nhello");
      // The server has read the half: what comes after it on another connection is answered.
      try (RawClient other = new RawClient(server.port())) {
        other.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer();
      }
      var closed = CompletableFuture.runAsync(server::close);

      assertThat(client.rest()).startsWith("HTTP/1.1 503 ");
      closed.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aBodyThatTakesTooLong() throws IOException {
    var times = new Times(LONG, LONG, SHORT, LONG, LONG, SHORT);
    try (HttpServer server = server(SMALL, times, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send(START + "Content-Length: 10\r\n\r\nhello");
      assertThat(client.rest()).startsWith("HTTP/1.1 408 ").contains("connection: close\r\n");
    }
  }

  @Test
  void aReaderThatDoesNotReadIsClosed() throws Exception {
    var times = new Times(LONG, LONG, LONG, SHORT, LONG, SHORT);
    var gone = new CompletableFuture<Boolean>();
    try (HttpServer server = server(SMALL, times, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send((PARK + "\r\n").repeat(2));
      HttpCall first = service.taken();
      service.taken().onClose(() -> gone.complete(true));
      first.respond(new HttpReply(200, List.of(), new byte[20 << 20]));
      assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aReaderThatDoesNotReadIsNotListenedTo() throws Exception {
    try (HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send(PARK + "\r\n");
      service.taken().respond(new HttpReply(200, List.of(), new byte[20 << 20]));
      // The answer is as long as this; what is sent meanwhile waits until it has been read.
      client.send(PARK + "\r\n");
      assertThat(client.head()).contains("content-length: 20971520");
      client.skip(20 << 20);
      service.taken().respond(EchoService.reply("second"));
      assertThat(client.answer()).endsWith("second");
    }
  }

  @Test
  void aConnectionTooManyIsToldSo() throws IOException {
    try (HttpServer server = server(SMALL, PATIENT, new Counts(3, 32, 8))) {
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
      }
      try (RawClient extra = new RawClient(server.port())) {
        assertThat(extra.rest()).startsWith("HTTP/1.1 503 ");
      }
      for (RawClient client : clients) {
        client.close();
      }
      boolean served = false;
      while (!served) {
        served = served(server);
      }
    }
  }

  /// False where the server has not yet seen that others are gone.
  private static boolean served(HttpServer server) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      return client.answer().startsWith("HTTP/1.1 200 ");
    } catch (SocketException reset) {
      return false;
    }
  }

  @Test
  void pipelinedRequestsPastTheDepthWait() throws Exception {
    try (HttpServer server = server(SMALL, PATIENT, new Counts(10, 4, 8));
        RawClient client = new RawClient(server.port())) {
      client.send((PARK + "\r\n").repeat(6));
      List<HttpCall> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(service.taken());
      }
      assertThat(service.hasParked()).isFalse();
      calls.getFirst().respond(EchoService.reply("0"));
      assertThat(client.answer()).endsWith("0");
      service.taken();
      assertThat(service.hasParked()).isFalse();
    }
  }

  @Test
  void drainingEndsInTimeWithACallUnanswered() throws Exception {
    HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT);
    try (RawClient client = new RawClient(server.port())) {
      client.send(PARK + "\r\n");
      service.taken();
      CompletableFuture.runAsync(server::close).get(10, TimeUnit.SECONDS);
      assertThat(client.rest()).isEmpty();
    }
  }

  private static final Times HASTY =
      new Times(SHORT, LONG, LONG, LONG, Duration.ofMillis(1), Duration.ofMillis(200));

  @Test
  void aCallerThatHasSentAllWaitsForItsAnswerAsLongAsItTakes() throws Exception {
    try (HttpServer server = server(SMALL, HASTY, Counts.DEFAULT);
        RawClient client = new RawClient(server.port());
        RawClient idle = new RawClient(server.port())) {
      client.send(PARK + "\r\n").finishSending();
      HttpCall call = service.taken();
      assertThat(idle.rest()).isEmpty();
      call.respond(EchoService.reply("late"));
      assertThat(client.rest()).endsWith("late");
    }
  }

  @Test
  void aLargeAnswerArrivesWholeThoughItsCallerHasSentAll() throws Exception {
    String body = "b".repeat(8 << 20);
    Sizes large = new Sizes(1024, 10, body.length(), 1 << 25, 1 << 25, 16_384);
    try (HttpServer server = server(large, HASTY, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send(START + "Content-Length: " + body.length() + "\r\n\r\n" + body).finishSending();
      assertThat(client.rest().endsWith(body)).isTrue();
    }
  }

  @Test
  void aLongPollEndsWithItsCallersInput() throws Exception {
    var gone = new CompletableFuture<Boolean>();
    try (HttpServer server = server(SMALL, HASTY, Counts.DEFAULT);
        RawClient client = new RawClient(server.port())) {
      client.send(PARK + "\r\n").finishSending();
      service.taken().onClose(() -> gone.complete(true));
      assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  @Timeout(20)
  void aCallerThatIsGoneAfterItHasSentAllIsForgotten() throws Exception {
    try (HttpServer server = server(SMALL, HASTY, Counts.DEFAULT)) {
      try (RawClient client = new RawClient(server.port())) {
        client.resetOnClose();
        client.send(PARK + "\r\n").finishSending();
        service.taken();
      }
      while (server.connections() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aConnectionThatIsResetIsForgotten() throws Exception {
    var gone = new CompletableFuture<Boolean>();
    try (HttpServer server = server(SMALL, PATIENT, Counts.DEFAULT)) {
      var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write((PARK + "\r\n").getBytes(StandardCharsets.US_ASCII));
      service.taken().onClose(() -> gone.complete(true));
      socket.close();
      assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
