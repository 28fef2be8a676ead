package io.waybill.wire.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.core.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;

/// Answers that come piece by piece.
final class StreamsTest {
  private static final byte[] BIG = new byte[100_000];

  /// Hands the pieces' place of each streamed call to the test.
  private final SynchronousQueue<HttpPieces> begun = new SynchronousQueue<>();

  private HttpServer server() throws IOException {
    return HttpServer.start(
        HttpConfig.of("127.0.0.1", 0),
        new SystemTime(),
        call -> {
          if (call.path().equals("/stream")) {
            HttpPieces pieces = call.stream(200, List.of(new HttpField("content-type", "a/b")));
            Thread.ofVirtual().start(() -> hand(pieces));
          } else {
            call.respond(HttpReply.text(200, "whole"));
          }
        });
  }

  private void hand(HttpPieces pieces) {
    try {
      begun.put(pieces);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void piecesAreChunksAndTheNextAnswerWaitsForTheLast() throws Exception {
    try (HttpServer server = server();
        RawClient client = new RawClient(server.port())) {
      client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
      HttpPieces pieces = begun.take();
      assertThat(client.head()).contains("transfer-encoding: chunked").contains("a/b");
      assertThat(pieces.write(bytes("one"))).isTrue();
      assertThat(new String(client.bytes(8), UTF_8)).isEqualTo("3\r\none\r\n");
      pieces.write(bytes("three"));
      pieces.end();
      assertThat(new String(client.bytes(15), UTF_8)).isEqualTo("5\r\nthree\r\n0\r\n\r\n");
      assertThat(client.answer()).endsWith("whole\n");
    }
  }

  @Test
  void anHttp10PeerReadsToTheEndOfTheConnection() throws Exception {
    try (HttpServer server = server();
        RawClient client = new RawClient(server.port())) {
      client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      HttpPieces pieces = begun.take();
      pieces.write(bytes("all"));
      pieces.end();
      assertThat(client.rest()).doesNotContain("chunked").endsWith("\r\n\r\nall");
    }
  }

  @Test
  void anAnswerThatBreaksOffHasNoEnd() throws Exception {
    try (HttpServer server = server();
        RawClient client = new RawClient(server.port())) {
      client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
      HttpPieces pieces = begun.take();
      pieces.write(bytes("half"));
      pieces.breakOff();
      assertThat(client.rest()).endsWith("4\r\nhalf\r\n");
    }
  }

  @Test
  void whoMakesPiecesIsToldThatTheCallerIsGone() throws Exception {
    try (HttpServer server = server()) {
      CompletableFuture<Long> ended;
      try (RawClient client = new RawClient(server.port())) {
        client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
        HttpPieces pieces = begun.take();
        ended = CompletableFuture.supplyAsync(() -> pump(pieces));
        client.bytes(1_000_000);
        client.resetOnClose();
      }
      assertThat(ended.get()).isGreaterThan(5);
    }
  }

  /// Writes for as long as somebody listens; far more than all buffers hold, if nobody bounds it.
  private static long pump(HttpPieces pieces) {
    long sent = 0;
    try {
      while (sent < 100_000 && pieces.write(BIG)) {
        sent++;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return sent;
  }

  @Test
  void aSlowReaderIsWaitedFor() throws Exception {
    try (HttpServer server = server();
        RawClient client = new RawClient(server.port())) {
      client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
      HttpPieces pieces = begun.take();
      int pieceCount = 500;
      var ended =
          CompletableFuture.runAsync(() -> {
            try {
              for (int i = 0; i < pieceCount; i++) {
                pieces.write(BIG);
              }
              pieces.end();
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
          });
      client.head();
      int chunk = "186a0\r\n".length() + BIG.length + 2;
      client.skip(10 * chunk);
      assertThat(ended.isDone()).as("50 MB do not fit into what waits").isFalse();
      client.skip((pieceCount - 10) * chunk);
      assertThat(new String(client.bytes(5), UTF_8)).isEqualTo("0\r\n\r\n");
      ended.get();
    }
  }

  @Test
  void http2HasPiecesToo() throws Exception {
    try (HttpServer server = server();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      var whole = client.sendAsync(request(server), HttpResponse.BodyHandlers.ofByteArray());
      HttpPieces pieces = begun.take();
      for (int i = 0; i < 30; i++) {
        assertThat(pieces.write(BIG)).isTrue();
      }
      pieces.end();
      HttpResponse<byte[]> answer = whole.get();
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).hasSize(30 * BIG.length);

      var broken = client.sendAsync(request(server), HttpResponse.BodyHandlers.ofByteArray());
      HttpPieces half = begun.take();
      half.write(BIG);
      half.breakOff();
      assertThatThrownBy(broken::get).hasRootCauseInstanceOf(IOException.class);
    }
  }

  private static HttpRequest request(HttpServer server) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/stream"))
        .build();
  }
}
