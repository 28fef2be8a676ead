package io.waybill.outward;

import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.outward.HttpOutcome.Reason;
import io.waybill.engine.outward.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls HTTP endpoints through Apache's client, one virtual thread a call. How many calls there
/// are together is bounded by those who call: the outboxes.
///
/// Redirects are not followed, answers are not unpacked, cookies are not kept, proxies and
/// credentials of the environment are not used. A call that hangs, or drips, ends at its timeout.
public final class GuardedHttp implements HttpCaller, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GuardedHttp.class);
  private static final int CONNECTIONS_MAX = 4_096;
  private static final int CONNECTIONS_OF_A_HOST_MAX = 256;
  private static final int HEADER_LINE_MAX = 16 << 10;
  private static final int HEADERS_MAX = 100;

  private final CloseableHttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("waybill-deadlines").factory());

  public GuardedHttp(AddressGuard guard) {
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new GuardedNames(guard))
            .setMaxConnTotal(CONNECTIONS_MAX)
            .setMaxConnPerRoute(CONNECTIONS_OF_A_HOST_MAX)
            .setConnectionFactory(
                org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom()
                            .setMaxLineLength(HEADER_LINE_MAX)
                            .setMaxHeaderCount(HEADERS_MAX)
                            .build())
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.ofSeconds(10))
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .setTimeToLive(TimeValue.ofMinutes(5))
                    .build())
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .evictIdleConnections(TimeValue.ofSeconds(30))
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableDefaultUserAgent()
            .build();
  }

  @Override
  public void call(HttpRequest request, Consumer<HttpOutcome> then) {
    Optional<HttpOutcome> refused = refused(request);
    if (refused.isPresent()) {
      then.accept(refused.get());
      return;
    }
    try {
      threads.execute(() -> then.accept(outcome(request)));
    } catch (RejectedExecutionException closing) {
      then.accept(new HttpOutcome.Failed(Reason.CONNECTION_FAILED, "the server is stopping"));
    }
  }

  private static Optional<HttpOutcome> refused(HttpRequest request) {
    String scheme = String.valueOf(request.uri().getScheme()).toLowerCase(Locale.ROOT);
    boolean fit =
        (scheme.equals("http") || scheme.equals("https")) && request.uri().getHost() != null;
    return fit
        ? Optional.empty()
        : Optional.of(
            new HttpOutcome.Failed(
                Reason.REFUSED, request.uri() + " is no absolute http or https address"));
  }

  private HttpOutcome outcome(HttpRequest request) {
    HttpUriRequestBase call = new HttpUriRequestBase(request.method(), request.uri());
    Timeout timeout = Timeout.of(request.timeout());
    call.setConfig(
        RequestConfig.custom()
            .setResponseTimeout(timeout)
            .setConnectionRequestTimeout(timeout)
            .build());
    request.headers().forEach(call::setHeader);
    if (request.body().length > 0) {
      call.setEntity(new ByteArrayEntity(request.body(), null));
    }
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              call.cancel();
            },
            request.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return client.execute(call, response -> answered(response, request.answerBytesMax(), call));
    } catch (IOException | RuntimeException failure) {
      return failed(request, failure, late.get());
    } finally {
      deadline.cancel(false);
    }
  }

  private static HttpOutcome answered(
      ClassicHttpResponse response, int bytesMax, HttpUriRequestBase call) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), any -> new ArrayList<>())
          .add(header.getValue());
    }
    HttpEntity entity = response.getEntity();
    byte[] body = new byte[0];
    if (entity != null) {
      InputStream in = entity.getContent();
      body = in.readNBytes(bytesMax);
      if (body.length == bytesMax && in.read() >= 0) {
        call.cancel(); // closes the connection: the rest is not read only to be thrown away
      }
    }
    return new HttpOutcome.Answered(response.getCode(), headers, body);
  }

  private static HttpOutcome failed(HttpRequest request, Exception failure, boolean late) {
    String host = request.uri().getHost();
    if (late || failure instanceof InterruptedIOException) {
      return new HttpOutcome.Failed(
          Reason.TIMEOUT, host + " did not answer within " + request.timeout().toMillis() + " ms");
    }
    log.debug("a call to {} failed", host, failure);
    return switch (failure) {
      case GuardedNames.Refused refused ->
          new HttpOutcome.Failed(Reason.REFUSED, String.valueOf(refused.getMessage()));
      case UnknownHostException unknown ->
          new HttpOutcome.Failed(Reason.UNKNOWN_HOST, "there is no host " + host);
      case SSLException tls ->
          new HttpOutcome.Failed(Reason.TLS_FAILED, host + ": " + tls.getMessage());
      case java.net.SocketException broken ->
          new HttpOutcome.Failed(Reason.CONNECTION_FAILED, host + ": " + broken.getMessage());
      default -> new HttpOutcome.Failed(Reason.BROKEN_ANSWER, host + ": " + failure.getMessage());
    };
  }

  /// Breaks off what is under way.
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    threads.shutdownNow();
    deadlines.shutdownNow();
  }
}
