package io.waybill.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.SystemTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class Http1Test {
  private final EchoService service = new EchoService();
  private final HttpServer server;

  Http1Test() throws IOException {
    server = HttpServer.start(HttpConfig.of("127.0.0.1", 0), new SystemTime(), service);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  @Test
  void answersAndKeepsTheConnection() throws IOException {
    try (RawClient client = client()) {
      for (int i = 0; i < 3; i++) {
        client.send("POST /a?b=c HTTP/1.1\r\nHost: x:1\r\nContent-Length: 2\r\n\r\nhi");
        assertThat(client.answer())
            .startsWith("HTTP/1.1 200 OK\r\n")
            .contains("\r\nx-test: yes\r\n")
            .contains("\r\ndate: ")
            .endsWith("\r\n\r\nPOST /a b=c hi");
      }
    }
  }

  @Test
  void aRequestInSinglesBytesIsUnderstood() throws IOException {
    try (RawClient client = client()) {
      for (char c : "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi".toCharArray()) {
        client.send(String.valueOf(c));
      }
      assertThat(client.answer()).endsWith("POST /  hi");
    }
  }

  @Test
  void chunksAreJoinedAndTheirTrailerDropped() throws IOException {
    try (RawClient client = client()) {
      client.send("PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      client.send("3;ext=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n");
      assertThat(client.answer()).endsWith("PUT /  abc0123456789");
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.answer()).endsWith("GET /  ");
    }
  }

  @Test
  void gzipIsUndone() throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write("hello ".repeat(20_000).getBytes(StandardCharsets.US_ASCII));
    }
    try (RawClient client = client()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: "
              + zipped.size()
              + "\r\n\r\n");
      client.send(zipped.toByteArray());
      assertThat(client.answer()).endsWith("POST /  " + "hello ".repeat(20_000));
    }
  }

  @Test
  void pipelinedAnswersKeepTheOrderOfTheirRequests() throws Exception {
    try (RawClient client = client()) {
      client.send("GET /park HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2));
      client.send("GET /third HTTP/1.1\r\nHost: x\r\n\r\n");
      HttpCall first = service.taken();
      HttpCall second = service.taken();
      second.respond(EchoService.reply("second"));
      first.respond(EchoService.reply("first"));
      assertThat(client.answer()).endsWith("first");
      assertThat(client.answer()).endsWith("second");
      assertThat(client.answer()).endsWith("GET /third  ");
    }
  }

  @Test
  void oneHundredPipelinedRequestsPauseAtTheLimitAndAllAreAnswered() throws IOException {
    try (RawClient client = client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100));
      for (int i = 0; i < 100; i++) {
        assertThat(client.answer()).endsWith("GET /  ");
      }
    }
  }

  @Test
  void headAnswersWithoutTheBody() throws IOException {
    try (RawClient client = client()) {
      client.send("HEAD /abc HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.head()).contains("content-length: 11\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 200 OK").endsWith("GET /  ");
    }
  }

  @Test
  void http10ClosesUnlessAskedToStay() throws IOException {
    try (RawClient client = client()) {
      client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(client.answer()).contains("connection: keep-alive\r\n");
      client.send("GET / HTTP/1.0\r\n\r\n");
      assertThat(client.rest()).contains("connection: close\r\n").endsWith("GET /  ");
    }
  }

  @Test
  void connectionCloseIsHeeded() throws IOException {
    try (RawClient client = client()) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(client.rest()).contains("connection: close\r\n").endsWith("GET /  ");
    }
  }

  @Test
  void expectationIsMetBeforeTheBodyComes() throws IOException {
    try (RawClient client = client()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("hi").answer()).startsWith("HTTP/1.1 200").endsWith("POST /  hi");
    }
  }

  @Test
  void aBodyTooLargeIsRefusedInsteadOfContinued() throws IOException {
    try (RawClient client = client()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
      assertThat(client.rest()).startsWith("HTTP/1.1 413 ").contains("connection: close\r\n");
    }
  }

  @Test
  void aBugIsAnsweredWithoutItsDetail() throws IOException {
    try (RawClient client = client()) {
      client.send("GET /bug HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 500 ").doesNotContain("detail");
    }
  }

  @Test
  void aCallerThatGoesAwayIsToldOf() throws Exception {
    var gone = new CompletableFuture<Boolean>();
    try (RawClient client = client()) {
      client.send("GET /park HTTP/1.1\r\nHost: x\r\n\r\n");
      service.taken().onClose(() -> gone.complete(true));
    }
    assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCallerThatHasSentAllIsStillAnswered() throws Exception {
    try (RawClient client = client()) {
      client.send("GET /park HTTP/1.1\r\nHost: x\r\n\r\n").finishSending();
      service.taken().respond(EchoService.reply("late"));
      assertThat(client.rest()).endsWith("late");
    }
  }

  @Test
  void closingAnswersWhatIsInHandAndRefusesNewConnections() throws Exception {
    try (RawClient client = client();
        RawClient idle = client()) {
      idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer();
      client.send("GET /park HTTP/1.1\r\nHost: x\r\n\r\n");
      HttpCall call = service.taken();
      var closed = CompletableFuture.runAsync(server::close);
      assertThat(idle.rest()).isEmpty();
      call.respond(EchoService.reply("last"));
      assertThat(client.rest()).contains("connection: close\r\n").endsWith("last");
      closed.get(10, TimeUnit.SECONDS);
    }
  }
}
