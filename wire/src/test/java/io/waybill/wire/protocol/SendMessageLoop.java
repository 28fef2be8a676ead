package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.ProtocolName;
import io.waybill.sqs.api.SendMessageRequest;
import io.waybill.sqs.api.SendMessageResult;
import io.waybill.sqs.api.SqsApi;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/// A program that measures reading a SendMessage of 200 bytes and writing its answer, in each
/// protocol of SQS: nanoseconds of CPU a call, the median of rounds after the first.
///
/// Not a test: run it by hand and read its figures as one machine's.
final class SendMessageLoop {
  private static final int CALLS = 400_000;
  private static final int ROUNDS = 9;

  private SendMessageLoop() {}

  /// Takes no arguments.
  public static void main(String[] args) {
    String url = "http://localhost:4566/000000000000/orders";
    String text = "x".repeat(200);
    String json = "{\"QueueUrl\":\"" + url + "\",\"MessageBody\":\"" + text + "\"}";
    measure("awsJson 1.0", ProtocolName.AWS_JSON_1_0, request(json));
    String query = "Action=SendMessage&Version=2012-11-05&QueueUrl=" + url + "&MessageBody=" + text;
    measure("awsQuery", ProtocolName.AWS_QUERY, request(query));
  }

  private static WireRequest request(String body) {
    Headers headers = Calls.headers(Map.of("X-Amz-Target", "AmazonSQS.SendMessage"));
    return new WireRequest("POST", "/", "", headers, body.getBytes(UTF_8));
  }

  private static void measure(String name, ProtocolName protocolName, WireRequest request) {
    Protocol protocol = Protocols.of(protocolName, SqsApi.SERVICE);
    long[] nanos = new long[ROUNDS];
    long bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = cpuNanos();
      for (int i = 0; i < CALLS; i++) {
        bytes += call(protocol, request);
      }
      nanos[round] = (cpuNanos() - start) / CALLS;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: %d ns a call (best %d), %d bytes written%n", name, nanos[ROUNDS / 2], nanos[0], bytes);
  }

  /// The time that this thread has computed: on a busy machine the only one that says something.
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static int call(Protocol protocol, WireRequest request) {
    if (protocol.operation(request) != SqsApi.SEND_MESSAGE) {
      throw new AssertionError("another operation");
    }
    SendMessageRequest input = protocol.read(SqsApi.SEND_MESSAGE, request);
    if (Objects.requireNonNull(input.messageBody()).length() != 200) {
      throw new AssertionError("another body");
    }
    SendMessageResult output =
        SendMessageResult.builder()
            .messageId("11111111-2222-3333-4444-555555555555")
            .md5OfMessageBody("098f6bcd4621d373cade4e832627b4f6")
            .build();
    return protocol.write(SqsApi.SEND_MESSAGE, output, "request-id").body().length;
  }
}
