package io.waybill.bench;

import io.waybill.core.SystemTime;
import io.waybill.wire.http.HttpConfig;
import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Our HTTP server without anything behind it: answers every request with the same bytes. What
/// SendMessage is measured against.
final class EchoServer {
  private static final String ANSWER =
      "{\"MD5OfMessageBody\":\"098f6bcd4621d373cade4e832627b4f6\",\"MessageId\":\"0487f57c-835b-4b87-ab1f-a462dba7418f\"}";

  private EchoServer() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    byte[] body = ANSWER.getBytes(StandardCharsets.US_ASCII);
    HttpServer server =
        HttpServer.start(
            HttpConfig.of("127.0.0.1", 0),
            new SystemTime(),
            call -> {
              call.body();
              call.respond(reply(body));
            });
    System.out.println("ready at http://127.0.0.1:" + server.port());
    System.out.flush();
    new CountDownLatch(1).await();
  }

  private static HttpReply reply(byte[] body) {
    return new HttpReply(
        200,
        List.of(
            new HttpField("content-type", "application/x-amz-json-1.0"),
            new HttpField("x-amzn-RequestId", "0487f57c-835b-4b87-ab1f-a462dba7418f")),
        body);
  }
}
