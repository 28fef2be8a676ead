package io.waybill.lambda.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class InvocationRecordTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
  private static final int TOPIC_BYTES_MAX = 262_144;

  /// The record of a failure, `bytes` long as a whole.
  private static InvocationRecord record(int bytes) {
    int around = failed("").json(0).length();
    return failed("x".repeat(bytes - around));
  }

  private static InvocationRecord failed(String text) {
    byte[] payload = ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
    return new InvocationRecord(
        new AsyncEvent(FUNCTION, "5f0f1b8c-0000-4000-8000-000000000001", payload, "", ""),
        FUNCTION + ":$LATEST",
        "RetriesExhausted",
        3,
        "$LATEST",
        "Unhandled",
        "{\"errorMessage\":\"no\"}");
  }

  @Test
  void aTopicGetsThePayloadsOfARecordThatFits() {
    String told = record(TOPIC_BYTES_MAX).failureFor(TOPIC, 0);
    assertThat(told).hasSize(TOPIC_BYTES_MAX).contains("requestPayload", "responsePayload");
  }

  @Test
  void ofALargerOneATopicGetsAllButThePayloads() {
    String told = record(TOPIC_BYTES_MAX + 1).failureFor(TOPIC, 0);
    assertThat(told)
        .contains("\"condition\":\"RetriesExhausted\"", "\"functionError\":\"Unhandled\"")
        .doesNotContain("requestPayload", "responsePayload");
  }

  @Test
  void aQueueGetsItWhole() {
    assertThat(record(TOPIC_BYTES_MAX + 1).failureFor(QUEUE, 0)).hasSize(TOPIC_BYTES_MAX + 1);
  }
}
