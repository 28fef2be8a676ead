package io.waybill.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.core.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every protocol, with TLS and in the clear, spoken by Java's own client.
final class ManyProtocolsTest {
  private static final SelfSigned CERTIFICATE = certificate();

  private final EchoService service = new EchoService();
  private final HttpServer server;
  private final HttpServer clear;
  @TempDir private Path folder;

  ManyProtocolsTest() throws IOException {
    server = server(Duration.ofMillis(200), true);
    clear = server(Duration.ofMillis(200), false);
  }

  private HttpServer server(Duration linger, boolean withTls) throws IOException {
    var times = HttpLimits.Times.DEFAULT;
    var changed =
        new HttpLimits.Times(
            times.idle(),
            times.head(),
            times.body(),
            times.unsent(),
            linger,
            linger.plus(times.drain()));
    HttpConfig config =
        HttpConfig.of("127.0.0.1", 0)
            .withLoops(2)
            .with(new HttpLimits(HttpLimits.Sizes.DEFAULT, changed, HttpLimits.Counts.DEFAULT));
    if (!withTls) {
      return HttpServer.start(config, new SystemTime(), service);
    }
    Path certificates = Files.createTempFile("waybill", ".crt");
    Path key = Files.createTempFile("waybill", ".key");
    try {
      writePem(certificates, "CERTIFICATE", encoded(CERTIFICATE.certificate()));
      writePem(key, "PRIVATE KEY", CERTIFICATE.key().getEncoded());
      return HttpServer.start(config.with(Tls.pem(certificates, key)), new SystemTime(), service);
    } finally {
      Files.delete(certificates);
      Files.delete(key);
    }
  }

  private static SelfSigned certificate() {
    try {
      return SelfSigned.make(List.of("localhost", "127.0.0.1"), new SystemTime().millis());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void writePem(Path file, String label, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder().encodeToString(der);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
  }

  @AfterEach
  void stop() {
    server.close();
    clear.close();
  }

  private static HttpClient client(Version version) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("waybill", CERTIFICATE.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    TrustManager[] managers = trust.getTrustManagers();
    tls.init(null, managers, new SecureRandom());
    return HttpClient.newBuilder().version(version).sslContext(tls).build();
  }

  private HttpRequest post(String scheme, String path, String body) {
    int port = scheme.equals("http") ? clear.port() : server.port();
    return HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + path))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private void expectEcho(String scheme, Version asked, Version spoken) throws Exception {
    try (HttpClient client = client(asked)) {
      for (int i = 0; i < 3; i++) {
        String body = "x".repeat(i * 60_000);
        HttpResponse<String> answer =
            client.send(post(scheme, "/a?b=" + i, body), BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("POST /a b=" + i + " " + body);
        assertThat(answer.version()).isEqualTo(spoken);
        assertThat(answer.headers().firstValue("x-test")).contains("yes");
      }
    }
  }

  @Test
  void http1InTheClear() throws Exception {
    expectEcho("http", Version.HTTP_1_1, Version.HTTP_1_1);
  }

  @Test
  void http1OverTls() throws Exception {
    expectEcho("https", Version.HTTP_1_1, Version.HTTP_1_1);
  }

  @Test
  void http2InTheClearByUpgrade() throws Exception {
    expectEcho("http", Version.HTTP_2, Version.HTTP_2);
  }

  @Test
  void http2InTheClearByPriorKnowledge() throws Exception {
    try (RawClient client = new RawClient(clear.port())) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      // An empty SETTINGS frame: length 0, type 4.
      client.send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
      assertThat(client.bytes(4)[3]).isEqualTo((byte) 4);
    }
  }

  @Test
  void anExpectationIsMetInHttp2() throws Exception {
    try (HttpClient client = client(Version.HTTP_2)) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/x"))
              .expectContinue(true)
              .POST(BodyPublishers.ofString("body"))
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("POST /x  body");
    }
  }

  @Test
  void whereThereIsTlsClearTextIsRefused() throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(client.rest())
          .startsWith("HTTP/1.1 400 ")
          .contains("this port speaks TLS only: call it with https://");
    }
  }

  @Test
  void http2OverTls() throws Exception {
    expectEcho("https", Version.HTTP_2, Version.HTTP_2);
  }

  @Test
  void manyStreamsOfOneConnectionAreAllAnswered() throws Exception {
    try (HttpClient client = client(Version.HTTP_2)) {
      client.send(post("https", "/first", ""), BodyHandlers.ofString());
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 100)
              .mapToObj(
                  i -> client.sendAsync(post("https", "/" + i, "b" + i), BodyHandlers.ofString()))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        HttpResponse<String> answer = answers.get(i).get(10, TimeUnit.SECONDS);
        assertThat(answer.body()).isEqualTo("POST /" + i + "  b" + i);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anHttp2CallerThatGoesAwayIsToldOf() throws Exception {
    var gone = new CompletableFuture<Boolean>();
    try (HttpClient client = client(Version.HTTP_2)) {
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(post("https", "/park", ""), BodyHandlers.ofString());
      service.taken().onClose(() -> gone.complete(true));
      answer.cancel(true);
      assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anHttp2BodyTooLargeIsRefused() throws Exception {
    try (HttpClient client = client(Version.HTTP_2)) {
      HttpRequest huge =
          HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/"))
              .POST(
                  BodyPublishers.ofByteArray(new byte[HttpLimits.DEFAULT.sizes().bodyBytes() + 1]))
              .build();
      HttpResponse<String> answer = client.send(huge, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void anHttp2ConnectionDrains() throws Exception {
    try (HttpClient client = client(Version.HTTP_2)) {
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(post("https", "/park", ""), BodyHandlers.ofString());
      HttpCall call = service.taken();
      var closed = CompletableFuture.runAsync(server::close);
      call.respond(EchoService.reply("last"));
      assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("last");
      closed.get(10, TimeUnit.SECONDS);
    }
  }

  /// The linger time of this server is longer than the test may take: only the peer's own end can
  /// end it earlier.
  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void anIdleHttp2ConnectionDoesNotHoldUpTheEnd(String scheme) throws Exception {
    try (HttpServer patient = server(Duration.ofMinutes(10), scheme.equals("https"));
        HttpClient client = client(Version.HTTP_2)) {
      URI uri = URI.create(scheme + "://localhost:" + patient.port() + "/echo");
      HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("a")).build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(Version.HTTP_2);
      CompletableFuture.runAsync(patient::close).get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void aSelfSignedCertificateNamesItsHosts() throws Exception {
    SelfSigned made = SelfSigned.make(List.of("a.example", "10.0.0.1", "::1"), 0);
    assertThat(made.certificate().getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly("a.example", "10.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void aKeyThatDoesNotFitIsOnePlainLine() throws IOException {
    Path file = Files.writeString(folder.resolve("not.pem"), "not a certificate");
    assertThatThrownBy(() -> Tls.pem(file, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no TLS with the certificate");
  }
}
