package io.waybill.conformance.nonsense;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import io.waybill.conformance.raw.Reply;

/// What an answer must be like, whatever the request was.
final class Sane {
  private Sane() {}

  static void check(RawSqs sqs, Reply reply, String request) {
    String said = request.substring(0, Math.min(request.length(), 2_000));
    assertThat(reply.status()).as("%s%n%s", said, reply.body()).isBetween(200, 499);
    assertThat(reply.headers().firstValue("x-amzn-RequestId")).as(said).isPresent();
    assertThat(reply.body()).as(said).doesNotContain("java.lang", "io.waybill", "Exception: ");
    if (reply.status() != 200 && !reply.body().contains("<UnknownOperationException/>")) {
      Fault fault = sqs.fault(reply);
      assertThat(fault.code()).as("%s%n%s", said, reply.body()).matches("[A-Za-z.]+");
      assertThat(fault.message()).as("%s%n%s", said, reply.body()).isNotEmpty();
      assertThat(fault.message()).as(said).isNotEqualTo("null");
      assertThat(sqs.protocol() == Protocol.JSON || fault.type().equals("Sender")).isTrue();
    }
  }
}
