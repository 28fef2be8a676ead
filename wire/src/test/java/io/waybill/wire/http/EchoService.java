package io.waybill.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells callers what they asked, parks those that ask for `/park`, and has a bug at `/bug`.
final class EchoService implements HttpService {
  private final LinkedBlockingQueue<HttpCall> parked = new LinkedBlockingQueue<>();

  @Override
  public void handle(HttpCall call) {
    switch (call.path()) {
      case "/park" -> parked.add(call);
      case "/bug" -> throw new IllegalStateException("a bug, with a detail");
      default -> {
        String body = new String(call.body(), StandardCharsets.ISO_8859_1);
        String words = String.join(" ", call.method(), call.path(), call.query(), body);
        call.respond(reply(words));
      }
    }
  }

  static HttpReply reply(String text) {
    return new HttpReply(
        200, List.of(new HttpField("x-test", "yes")), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The next call that was parked.
  HttpCall taken() throws InterruptedException {
    HttpCall call = parked.poll(10, TimeUnit.SECONDS);
    assertThat(call).isNotNull();
    return call;
  }

  /// Whether a call is parked and not yet taken.
  boolean hasParked() {
    return !parked.isEmpty();
  }
}
