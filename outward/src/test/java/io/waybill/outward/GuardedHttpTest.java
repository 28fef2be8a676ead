package io.waybill.outward;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.outward.HttpOutcome.Answered;
import io.waybill.engine.outward.HttpOutcome.Reason;
import io.waybill.engine.outward.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against endpoints that are raw sockets, because most of them misbehave.
final class GuardedHttpTest {
  private final ServerSocket endpoint;
  private final CompletableFuture<String> received = new CompletableFuture<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private GuardedHttp http = new GuardedHttp(AddressGuard.of(true, List.of()));

  GuardedHttpTest() throws IOException {
    endpoint = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    end.countDown();
    http.close();
    endpoint.close();
  }

  private interface Behaviour {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  /// Takes one connection, reads the head of one request, and behaves.
  private void endpoint(Behaviour behaviour) {
    Thread.startVirtualThread(() -> {
      try (Socket socket = endpoint.accept()) {
        received.complete(head(socket.getInputStream()));
        behaviour.answer(socket.getOutputStream());
      } catch (IOException | InterruptedException gone) {
        received.completeExceptionally(gone);
      }
    });
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  private HttpOutcome call(String uri, Duration timeout) {
    CompletableFuture<HttpOutcome> outcome = new CompletableFuture<>();
    http.call(request(uri, timeout), outcome::complete);
    return outcome.join();
  }

  private HttpRequest request() {
    return request("http://127.0.0.1:" + endpoint.getLocalPort() + "/", Duration.ofSeconds(30));
  }

  private static HttpRequest request(String uri, Duration timeout) {
    return new HttpRequest(
        "POST",
        URI.create(uri),
        Map.of("Content-Type", "text/plain"),
        "hello".getBytes(UTF_8),
        timeout,
        1_000);
  }

  private HttpOutcome call() {
    return call("http://127.0.0.1:" + endpoint.getLocalPort() + "/a?b=c", Duration.ofSeconds(30));
  }

  private static Reason reason(HttpOutcome outcome) {
    return ((HttpOutcome.Failed) outcome).reason();
  }

  @Test
  void anAnswerComesWithStatusHeadersAndBody() throws Exception {
    endpoint(
        out -> write(out, "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno"));
    Answered answered = (Answered) call();

    assertThat(answered.status()).isEqualTo(429);
    assertThat(answered.header("retry-after")).contains("7");
    assertThat(new String(answered.body(), UTF_8)).isEqualTo("no");
    assertThat(received.get())
        .startsWith("POST /a?b=c HTTP/1.1\r\n")
        .contains("Content-Type: text/plain\r\n")
        .contains("Content-Length: 5\r\n");
  }

  @Test
  void aRedirectIsNotFollowed() {
    endpoint(out ->
        write(
            out,
            "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"));

    assertThat(((Answered) call()).status()).isEqualTo(302);
  }

  @Test
  void aLongAnswerIsCutOff() {
    endpoint(out -> {
      write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n");
      byte[] piece = new byte[10_000];
      for (int i = 0; i < 1_000; i++) {
        out.write(piece);
      }
    });

    Answered answered = (Answered) call();
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.body()).hasSize(1_000);
  }

  @Test
  void anEndpointThatHangsEndsAtTheTimeout() {
    endpoint(out -> end.await());

    assertThat(reason(callFor(Duration.ofMillis(200)))).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void anEndpointThatDripsEndsAtTheTimeout() {
    endpoint(out -> {
      write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
      while (true) {
        write(out, "x");
        if (end.await(20, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    });

    assertThat(reason(callFor(Duration.ofMillis(300)))).isEqualTo(Reason.TIMEOUT);
  }

  private HttpOutcome callFor(Duration timeout) {
    return call("http://127.0.0.1:" + endpoint.getLocalPort() + "/", timeout);
  }

  @Test
  void garbageIsABrokenAnswer() {
    endpoint(out -> write(out, "SSH-2.0-OpenSSH\r\n\r\n".repeat(3)));

    assertThat(reason(call())).isEqualTo(Reason.BROKEN_ANSWER);
  }

  @Test
  void endlessHeadersAreABrokenAnswer() {
    endpoint(out -> {
      write(out, "HTTP/1.1 200 OK\r\n");
      for (int i = 0; i < 1_000; i++) {
        write(out, "X-H" + i + ": y\r\n");
      }
    });

    assertThat(reason(call())).isIn(Reason.BROKEN_ANSWER, Reason.CONNECTION_FAILED);
  }

  @Test
  void aConnectionThatClosesIsABrokenAnswer() {
    endpoint(out -> {});

    assertThat(reason(call())).isIn(Reason.BROKEN_ANSWER, Reason.CONNECTION_FAILED);
  }

  @Test
  void aKeptConnectionThatTheEndpointClosesIsReplacedWithinTheSameCall() {
    Thread.startVirtualThread(() -> {
      try (Socket kept = endpoint.accept()) {
        head(kept.getInputStream());
        kept.getInputStream().readNBytes(5);
        write(kept.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        head(kept.getInputStream());
      } catch (IOException gone) {
        received.completeExceptionally(gone);
      }
      endpoint(out -> write(out, "HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n"));
    });

    assertThat(((Answered) call()).status()).isEqualTo(200);
    assertThat(((Answered) call()).status()).isEqualTo(201);
  }

  @Test
  void aCallThatIsBrokenOffBecauseTheServerStopsIsNoFailureOfTheEndpoint() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    endpoint(out -> {
      taken.countDown();
      end.await();
    });
    List<HttpOutcome> outcomes = new CopyOnWriteArrayList<>();
    HttpRequest request = request();
    http.call(request, outcomes::add);
    taken.await();
    http.close();
    http.call(request, outcomes::add);
    assertThat(http.awaitEnd(Duration.ofSeconds(30))).isTrue();

    assertThat(outcomes).isEmpty();
  }

  @Test
  void aPortWhereNobodyListensFails() throws IOException {
    int port = endpoint.getLocalPort();
    endpoint.close();

    assertThat(reason(call("http://127.0.0.1:" + port + "/", Duration.ofSeconds(30))))
        .isEqualTo(Reason.CONNECTION_FAILED);
  }

  @Test
  void aHostThatIsNotThereFails() {
    assertThat(reason(call("http://nobody.invalid/", Duration.ofSeconds(30))))
        .isEqualTo(Reason.UNKNOWN_HOST);
  }

  @Test
  void plainHttpOnATlsPortFailsAsTls() {
    Thread.startVirtualThread(() -> {
      try (Socket socket = endpoint.accept()) {
        write(socket.getOutputStream(), "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n");
        end.await();
      } catch (IOException | InterruptedException gone) {
        end.countDown();
      }
    });

    assertThat(reason(callTls(endpoint.getLocalPort()))).isEqualTo(Reason.TLS_FAILED);
  }

  @Test
  void aCertificateThatNobodyTrustsFails(@TempDir Path folder) throws Exception {
    try (ServerSocket tls = selfSigned(folder)) {
      Thread.startVirtualThread(() -> {
        try (Socket socket = tls.accept()) {
          head(socket.getInputStream());
        } catch (IOException handshakeFailed) {
          end.countDown();
        }
      });

      assertThat(reason(callTls(tls.getLocalPort()))).isEqualTo(Reason.TLS_FAILED);
    }
  }

  private HttpOutcome callTls(int port) {
    return call("https://127.0.0.1:" + port + "/", Duration.ofSeconds(30));
  }

  private static ServerSocket selfSigned(Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int exit =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storepass",
                "secret",
                "-keystore",
                file.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(exit).isZero();
    KeyStore keys = KeyStore.getInstance(file.toFile(), "secret".toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://127.1:%d/",
        "http://2130706433:%d/",
        "http://localhost:%d/",
        "http://[::1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://169.254.169.254/latest/meta-data/"
      })
  void anAddressInsideIsRefusedHoweverItIsWritten(String uri) {
    http.close();
    http = new GuardedHttp(AddressGuard.of(false, List.of()));

    HttpOutcome outcome = call(uri.formatted(endpoint.getLocalPort()), Duration.ofSeconds(30));
    assertThat(reason(outcome)).isIn(Reason.REFUSED, Reason.UNKNOWN_HOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/", "file:///etc/passwd", "//example.com", "http:/x"})
  void whatIsNoHttpAddressIsRefused(String uri) {
    assertThat(reason(call(uri, Duration.ofSeconds(30)))).isEqualTo(Reason.REFUSED);
  }
}
