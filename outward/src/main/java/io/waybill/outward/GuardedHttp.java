package io.waybill.outward;

import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.outward.HttpOutcome.Reason;
import io.waybill.engine.outward.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
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
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NoHttpResponseException;
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
///
/// A connection that was kept may be closed by the endpoint just when it is used again: such a call
/// is made once more, on another one, as a part of the same attempt.
public final class GuardedHttp implements HttpCaller, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GuardedHttp.class);
  private static final int CONNECTIONS_MAX = 4_096;
  private static final int CONNECTIONS_OF_A_HOST_MAX = 256;
  private static final int HEADER_LINE_MAX = 16 << 10;
  private static final int HEADERS_MAX = 100;

  /// An endpoint that had the request for longer may have worked on it.
  private static final long STALE_NANOS = 1_000_000_000L;

  private final CloseableHttpClient client;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("waybill-deadlines").factory());
  private volatile boolean closing;

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
      threads.execute(() -> tell(outcome(request), then));
    } catch (RejectedExecutionException stopped) {
      log.debug("the server stops: {} is not called", request.uri().getHost());
    }
  }

  /// What fails because the server stops is no failure of the endpoint, and counts as no attempt:
  /// the next start makes the call again.
  private void tell(HttpOutcome outcome, Consumer<HttpOutcome> then) {
    if (closing && outcome instanceof HttpOutcome.Failed failed) {
      log.debug("a call was broken off because the server stops: {}", failed.message());
    } else {
      then.accept(outcome);
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
    HttpUriRequestBase call = call(request);
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> deadline = null;
    try {
      deadline =
          deadlines.schedule(
              () -> {
                late.set(true);
                call.cancel();
              },
              request.timeout().toMillis(),
              TimeUnit.MILLISECONDS);
      return execute(call, request.answerBytesMax());
    } catch (IOException | RuntimeException failure) {
      return failed(request, failure, late.get());
    } finally {
      if (deadline != null) {
        deadline.cancel(false);
      }
    }
  }

  private static HttpUriRequestBase call(HttpRequest request) {
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
    return call;
  }

  private HttpOutcome execute(HttpUriRequestBase call, int bytesMax) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    long began = System.nanoTime();
    try {
      return client.execute(call, context, response -> answered(response, bytesMax, call));
    } catch (NoHttpResponseException | SocketException closed) {
      EndpointDetails connection = context.getEndpointDetails();
      boolean wasKept = connection != null && connection.getRequestCount() > 1;
      if (!wasKept || call.isCancelled() || System.nanoTime() - began > STALE_NANOS) {
        throw closed;
      }
      return client.execute(call, response -> answered(response, bytesMax, call));
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
      case SocketException broken ->
          new HttpOutcome.Failed(Reason.CONNECTION_FAILED, host + ": " + broken.getMessage());
      default -> new HttpOutcome.Failed(Reason.BROKEN_ANSWER, host + ": " + failure.getMessage());
    };
  }

  /// Breaks off what is under way. Of that, only answers are still told.
  @Override
  public void close() {
    closing = true;
    client.close(CloseMode.IMMEDIATE);
    threads.shutdownNow();
    deadlines.shutdownNow();
  }

  /// Waits until every call that was broken off has ended. False when that takes longer.
  boolean awaitEnd(Duration most) throws InterruptedException {
    return threads.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
