package io.waybill.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.SystemTime;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// What two readers could read in two ways is refused, and nothing behind it is served.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedRequestTest {
  private static final String START = "POST / HTTP/1.1\r\nHost: x\r\n";
  private static final String CHUNKED = START + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String BEHIND = "GET /park HTTP/1.1\r\nHost: x\r\n\r\n";

  private final EchoService service = new EchoService();
  private final HttpServer server;

  MalformedRequestTest() throws IOException {
    server = HttpServer.start(HttpConfig.of("127.0.0.1", 0), new SystemTime(), service);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Map<String, String> malformed() {
    Map<String, String> cases = new TreeMap<>();
    cases.put("two lengths", START + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello");
    cases.put(
        "the same length twice", START + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello");
    cases.put("a list of lengths", START + "Content-Length: 5, 5\r\n\r\nhello");
    cases.put("a signed length", START + "Content-Length: +5\r\n\r\nhello");
    cases.put("a negative length", START + "Content-Length: -1\r\n\r\n");
    cases.put("a hexadecimal length", START + "Content-Length: 0x5\r\n\r\nhello");
    cases.put("an empty length", START + "Content-Length:\r\n\r\n");
    cases.put("two numbers as length", START + "Content-Length: 5 5\r\n\r\nhello");
    cases.put("a length past 64 bits", START + "Content-Length: 99999999999999999999\r\n\r\n");
    cases.put(
        "length and coding",
        START + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    cases.put(
        "coding and length",
        START + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");
    cases.put("a coding we have not", START + "Transfer-Encoding: gzip, chunked\r\n\r\n");
    cases.put("chunked twice", START + "Transfer-Encoding: chunked, chunked\r\n\r\n");
    cases.put("almost chunked", START + "Transfer-Encoding: xchunked\r\n\r\n");
    cases.put(
        "two codings", START + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n");
    cases.put("chunked with a tail", START + "Transfer-Encoding: chunked\u000b\r\n\r\n");
    cases.put(
        "chunked in HTTP/1.0",
        "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    cases.put("a blank before the colon", START + "Content-Length : 5\r\n\r\nhello");
    cases.put("a tab before the colon", START + "Content-Length\t: 5\r\n\r\nhello");
    cases.put("a folded line", START + "X-A: b\r\n c\r\n\r\n");
    cases.put("a blank before the first field", "GET / HTTP/1.1\r\n Host: x\r\n\r\n");
    cases.put("no colon", START + "Content-Length 5\r\n\r\n");
    cases.put("no name", START + ": 5\r\n\r\n");
    cases.put("a name with a slash", START + "a/b: 5\r\n\r\n");
    cases.put("a name beyond ASCII", START + "a\u00e4: 5\r\n\r\n");
    cases.put("bare line feeds", "GET / HTTP/1.1\nHost: x\n\n");
    cases.put("one bare line feed", START + "X-A: b\nX-B: c\r\n\r\n");
    cases.put("a bare carriage return", START + "X-A: b\rX-B: c\r\n\r\n");
    cases.put("a carriage return too many", START + "X-A: b\r\r\n\r\n");
    cases.put("a zero byte", START + "X-A: b\0c\r\n\r\n");
    cases.put("no host", "GET / HTTP/1.1\r\n\r\n");
    cases.put("two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n");
    cases.put("a host with a path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n");
    cases.put("a host with a user", "GET / HTTP/1.1\r\nHost: a@x\r\n\r\n");
    cases.put("a blank in the target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n");
    cases.put("two blanks", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n");
    cases.put("a tab for a blank", "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n");
    cases.put("a target beyond ASCII", "GET /\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n");
    cases.put("a target that is no path", "GET here HTTP/1.1\r\nHost: x\r\n\r\n");
    cases.put("no target", "GET HTTP/1.1\r\nHost: x\r\n\r\n");
    cases.put("no version", "GET /\r\nHost: x\r\n\r\n");
    cases.put("a version in small letters", "GET / http/1.1\r\nHost: x\r\n\r\n");
    cases.put("a blank behind the version", "GET / HTTP/1.1 \r\nHost: x\r\n\r\n");
    cases.put("no method", " / HTTP/1.1\r\nHost: x\r\n\r\n");
    cases.put("a method that never ends", "A".repeat(30) + " / HTTP/1.1\r\nHost: x\r\n\r\n");
    cases.put("empty lines", "\r\n\r\n\r\n");
    cases.put("no HTTP at all", "hello\r\nworld\r\n\r\n");
    cases.put("a chunk's size with a sign", CHUNKED + "-5\r\nhello\r\n0\r\n\r\n");
    cases.put("a chunk's size with 0x", CHUNKED + "0x5\r\nhello\r\n0\r\n\r\n");
    cases.put("a chunk's size with a blank", CHUNKED + "5 \r\nhello\r\n0\r\n\r\n");
    cases.put("a chunk without a size", CHUNKED + "\r\nhello\r\n0\r\n\r\n");
    cases.put("a chunk's size with an extension only", CHUNKED + ";a=b\r\n\r\n");
    cases.put("a chunk's size past 32 bits", CHUNKED + "100000000\r\nhello\r\n0\r\n\r\n");
    cases.put("a chunk's size ended by a line feed", CHUNKED + "5\nhello\r\n0\r\n\r\n");
    cases.put("a chunk's extension with a line feed", CHUNKED + "5;a\nhello\r\n0\r\n\r\n");
    cases.put("a chunk longer than its size", CHUNKED + "5\r\nhello!\r\n0\r\n\r\n");
    cases.put("a chunk ended by a line feed", CHUNKED + "5\r\nhello\n0\r\n\r\n");
    cases.put("a trailer without a colon", CHUNKED + "0\r\ntrailer\r\n\r\n");
    cases.put("a trailer with bare line feeds", CHUNKED + "0\r\na: b\n\n");
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> isRefusedAndTheConnectionClosed() {
    return malformed().entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> expectRefusal(each.getValue())));
  }

  private void expectRefusal(String request) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(request + BEHIND);
      assertThat(client.rest())
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .contains("connection: close\r\n")
          .containsOnlyOnce("HTTP/1.1");
      assertThat(service.hasParked()).isFalse();
    }
  }

  @Test
  void requestsBeforeTheMalformedOneAreAnswered() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /one HTTP/1.1\r\nHost: x\r\n\r\nbroken\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("GET /one  ");
      assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void anotherVersionIsNamedSo() throws IOException {
    for (String version : new String[] {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2"}) {
      try (RawClient client = new RawClient(server.port())) {
        client.send("GET / " + version + "\r\nHost: x\r\n\r\n");
        assertThat(client.rest()).startsWith("HTTP/1.1 505 ");
      }
    }
  }

  @Test
  void anExpectationThatWeHaveNotIsNamedSo() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(START + "Expect: 200-maybe\r\nContent-Length: 1\r\n\r\nx");
      assertThat(client.rest()).startsWith("HTTP/1.1 417 ");
    }
  }

  @Test
  void aBodyThatIsNoGzipIsRefused() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(START + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void tlsWithoutACertificateIsClosed() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0});
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void anAbsoluteTargetIsReadAsItsPath() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET http://elsewhere/a?b=c HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.answer()).endsWith("GET /a b=c ");
    }
  }
}
