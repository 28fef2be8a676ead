package io.waybill.wire.http;

import io.waybill.core.SystemTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// A server that answers everything with 300 bytes of JSON: what any service on top of it can reach
/// at most. Load comes from outside, such as `wrk`.
///
/// Arguments: port, transport, and `direct`, `batched` (answers come from another thread, all that
/// are waiting at once, as from a committer) or `parked` (no answers, as while long polls wait).
public final class EchoLoad {
  private static final byte[] BODY = "x".repeat(300).getBytes(StandardCharsets.US_ASCII);
  private static final HttpReply REPLY =
      new HttpReply(
          200,
          List.of(
              new HttpField("content-type", "application/x-amz-json-1.0"),
              new HttpField("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000")),
          BODY);

  private EchoLoad() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    HttpConfig config =
        HttpConfig.of("127.0.0.1", Integer.parseInt(args[0]))
            .with(Transport.valueOf(args[1]))
            .withLoops(1);
    HttpService service = args[2].equals("batched") ? batched() : call -> call.respond(REPLY);
    try (var server = HttpServer.start(config, new SystemTime(), service)) {
      IO.println("listening on " + server.port());
      new CountDownLatch(1).await();
    }
  }

  private static HttpService batched() {
    var waiting = new LinkedBlockingQueue<HttpCall>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          List<HttpCall> batch = new ArrayList<>();
          try {
            while (true) {
              batch.add(waiting.take());
              waiting.drainTo(batch);
              batch.forEach(call -> call.respond(REPLY));
              batch.clear();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return waiting::add;
  }
}
