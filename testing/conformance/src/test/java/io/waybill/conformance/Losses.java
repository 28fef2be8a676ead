package io.waybill.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// What a server tells, within one test, of deliveries that ended nowhere: lines of its log, of the
/// message's trail, and counts among its metrics.
public final class Losses implements BeforeEachCallback, AfterEachCallback {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final RunningServer server;
  private final Logger waybill = (Logger) LoggerFactory.getLogger("io.waybill");
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> memory =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          if (line.getLevel().isGreaterOrEqual(Level.WARN)) {
            warnings.add(line.getFormattedMessage());
          }
        }
      };
  private long lostBefore;
  private long forgottenBefore;

  public Losses(RunningServer server) {
    this.server = server;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    warnings.clear();
    memory.start();
    waybill.addAppender(memory);
    lostBefore = metric("waybill_deliveries_lost_total");
    forgottenBefore = metric("waybill_delivery_targets_forgotten_total");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    waybill.detachAppender(memory);
    memory.stop();
  }

  /// One delivery was lost, which `line` of the log tells.
  public void isOne(String line) {
    assertThat(warnings).contains(line);
    assertThat(lost()).isOne();
    assertThat(forgotten()).isZero();
  }

  /// One target was removed with what waited for it, which `line` of the log tells.
  public void isOneTarget(String line) {
    assertThat(warnings).contains(line);
    assertThat(lost()).isZero();
    assertThat(forgotten()).isOne();
  }

  public long lost() {
    return metric("waybill_deliveries_lost_total") - lostBefore;
  }

  public long forgotten() {
    return metric("waybill_delivery_targets_forgotten_total") - forgottenBefore;
  }

  /// The trail of a message, in JSON.
  public String trail(String id) {
    return get("trail/" + id);
  }

  private long metric(String name) {
    return get("metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private String get(String what) {
    HttpRequest request =
        HttpRequest.newBuilder(server.endpoint().resolve("/_waybill/" + what)).build();
    try {
      HttpResponse<String> reply = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(reply.statusCode()).as(what).isEqualTo(200);
      return reply.body();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
