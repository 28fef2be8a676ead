package io.waybill.wire.dispatch;

import io.waybill.core.SystemTime;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.shapes.ProtocolName;
import io.waybill.sqs.api.GetQueueUrlRequest;
import io.waybill.sqs.api.GetQueueUrlResult;
import io.waybill.sqs.api.SendMessageResult;
import io.waybill.sqs.api.SqsApi;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.store.StoreFailure;
import io.waybill.wire.http.HttpConfig;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpServer;
import io.waybill.wire.http.RawClient;
import io.waybill.wire.protocol.Protocols;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A server with two operations of SQS: GetQueueUrl tells who called where and ends as the queue's
/// name asks, SendMessage tells which queue it was sent to.
final class Fixture implements AutoCloseable {
  private final HttpServer server;

  /// Done once a call for the queue `park` waits.
  final CompletableFuture<Boolean> parked = new CompletableFuture<>();

  /// Done once its caller has gone away.
  final CompletableFuture<Boolean> abandoned = new CompletableFuture<>();

  Fixture(Identities identities, String publicUrl) throws IOException {
    Gateway gateway =
        new Gateway.Builder()
            .register(SqsApi.GET_QUEUE_URL, this::getQueueUrl)
            .register(
                SqsApi.SEND_MESSAGE,
                (caller, input, answer) ->
                    answer.succeed(SendMessageResult.builder().messageId(input.queueUrl()).build()))
            .build(Permission.OF_THE_ACCOUNT);
    ServiceTable services =
        new ServiceTable.Builder()
            .serve(
                SqsApi.SERVICE,
                Map.of(
                    ProtocolName.AWS_JSON_1_0,
                    Protocols.of(ProtocolName.AWS_JSON_1_0, SqsApi.SERVICE),
                    ProtocolName.AWS_QUERY,
                    Protocols.of(ProtocolName.AWS_QUERY, SqsApi.SERVICE)))
            .build();
    var dispatcher =
        new Dispatcher(
            services,
            gateway,
            identities,
            call -> call.respond(HttpReply.text(200, "admin " + call.path())),
            publicUrl);
    server = HttpServer.start(HttpConfig.of("127.0.0.1", 0), new SystemTime(), dispatcher);
  }

  private void getQueueUrl(
      Caller caller, GetQueueUrlRequest input, Answer<GetQueueUrlResult> answer) {
    String name = String.valueOf(input.queueName());
    switch (name) {
      case "none" ->
          answer.refuse(
              SqsErrors.QUEUE_DOES_NOT_EXIST.because("The specified queue does not exist."));
      case "bug" -> throw new IllegalStateException("the inner detail");
      case "broken" -> answer.fail(new StoreFailure(StoreFailure.Kind.BROKEN, "the inner detail"));
      case "full" -> answer.fail(new StoreFailure(StoreFailure.Kind.DISK_FULL, "the inner detail"));
      case "park" -> {
        answer.onAbandon(() -> abandoned.complete(true));
        parked.complete(true);
      }
      default ->
          answer.succeed(
              GetQueueUrlResult.builder()
                  .queueUrl(
                      String.join(
                          "/",
                          caller.baseUrl(),
                          caller.account().digits(),
                          name,
                          caller.region().name(),
                          caller.principal()))
                  .build());
    }
  }

  RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  int port() {
    return server.port();
  }

  /// The answer to one request of these lines, with `body`.
  String answer(String start, String body, String... fields) throws IOException {
    try (RawClient client = client()) {
      return client.send(request(start, body, fields)).answer();
    }
  }

  static String request(String start, String body, String... fields) {
    var text = new StringBuilder(start + " HTTP/1.1\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    return text.append("Content-Length: ")
        .append(body.length())
        .append("\r\n\r\n")
        .append(body)
        .toString();
  }

  /// The answer to GetQueueUrl in JSON.
  String json(String queue, String... fields) throws IOException {
    String[] all = new String[fields.length + 2];
    all[0] = "Content-Type: application/x-amz-json-1.0";
    all[1] = "X-Amz-Target: AmazonSQS.GetQueueUrl";
    System.arraycopy(fields, 0, all, 2, fields.length);
    return answer("POST /", "{\"QueueName\":\"" + queue + "\"}", all);
  }

  static String credential(String key, String region, String service) {
    return "Authorization: AWS4-HMAC-SHA256 Credential=%s/20260101/%s/%s/aws4_request,"
            .formatted(key, region, service)
        + " SignedHeaders=host, Signature=00";
  }

  @Override
  public void close() {
    server.close();
  }
}
