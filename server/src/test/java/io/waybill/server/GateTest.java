package io.waybill.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.SystemTime;
import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpConfig;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GateTest {
  private final Gate gate = new Gate();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    server = HttpServer.start(HttpConfig.of("127.0.0.1", 0), new SystemTime(), gate);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private CompletableFuture<String> call() {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
    return client
        .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .thenApply(response -> response.body());
  }

  @Test
  void shuttingWaitsForTheCallThatIsOnItsWayThrough() {
    Thread shutting = Thread.ofPlatform().unstarted(gate::shut);
    gate.open(call -> {
      shutting.start();
      while (shutting.getState() == Thread.State.NEW
          || shutting.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      call.respond(HttpReply.text(200, shutting.getState().toString()));
    });
    assertThat(call().join()).isEqualToIgnoringNewLines("WAITING");
  }

  @Test
  void whoComesToAShutGateIsLetInWhenItOpens() {
    gate.open(call -> call.respond(HttpReply.text(200, "before")));
    assertThat(call().join()).isEqualToIgnoringNewLines("before");
    gate.shut();
    CompletableFuture<String> waiting = call();
    gate.open(GateTest::answerAfter);
    assertThat(waiting.join()).isEqualToIgnoringNewLines("after");
    assertThat(call().join()).isEqualToIgnoringNewLines("after");
  }

  private static void answerAfter(HttpCall call) {
    call.respond(HttpReply.text(200, "after"));
  }
}
