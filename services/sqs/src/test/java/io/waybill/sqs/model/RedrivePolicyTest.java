package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.waybill.core.Arn;
import io.waybill.sqs.api.SqsErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedrivePolicyTest {
  private static final String DLQ = "arn:aws:sqs:us-east-1:123456789012:dlq";

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "999", "1000", "\"1\"", "\"1000\""})
  void countIsANumberOrAStringFrom1To1000(String count) {
    RedrivePolicy policy = RedrivePolicy.parse(policy(DLQ, count));
    assertThat(policy.maxReceiveCount()).isEqualTo(Integer.parseInt(count.replace("\"", "")));
    assertThat(policy.deadLetterTargetArn()).isEqualTo(DLQ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-36", "4023", "2.5", "\"x\"", "\"\"", "1e2"})
  void otherCountsAreRefused(String count) {
    String text = policy(DLQ, count);
    assertPolicyRefused(
        text,
        "Invalid value for maxReceiveCount: "
            + count.replace("\"", "")
            + ", valid values are from 1 to 1000 both inclusive.");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "4", "[]", "\"x\"", "null", "{", "{}{}", "badjson"})
  void whatIsNoJsonObjectIsRefused(String text) {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a valid JSON"
            + " map.",
        () -> RedrivePolicy.parse(text));
  }

  @Test
  void bothMembersAreMandatoryAndTheCountIsMissedFirst() {
    assertPolicyRefused(
        "{}", "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
    assertPolicyRefused(
        "{\"maxReceiveCount\":5}",
        "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
  }

  @Test
  void otherMembersAreRefused() {
    assertPolicyRefused(
        "{\"deadLetterTargetArn\":\"" + DLQ + "\",\"maxReceiveCount\":5,\"dummyField\":\"v\"}",
        "Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].");
  }

  @Test
  void targetIsTheArnOfAQueue() {
    assertPolicyRefused(
        policy("dlq", "5"), "Dead-letter target ARN should be fully qualified ARN.");
    assertPolicyRefused(
        policy("arn:aws:sns:us-east-1:123456789012:MyTopic", "5"),
        "Only SQS queues are valid resources for deadLetterTargetArn.");
  }

  @Test
  void policyIsWrittenWithoutSpacesAndWithANumber() {
    assertThat(RedrivePolicy.parse(policy(DLQ, "\"10\"")).render())
        .isEqualTo("{\"deadLetterTargetArn\":\"" + DLQ + "\",\"maxReceiveCount\":10}");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:eu-west-1:123456789012:a, Dead-letter target must be in same region as the source.",
    "arn:aws:sqs:us-east-1:210987654321:a, Dead-letter target owner should be same as the source.",
    "arn:aws:sqs:us-east-1:123456789012:a.fifo,"
        + " Dead-letter queue must be same type of queue as the source..",
  })
  void targetServesOnlyQueuesOfItsRegionAccountAndType(String source, String reason) {
    RedrivePolicy policy = new RedrivePolicy(DLQ, 3);
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value " + policy.render() + " for parameter RedrivePolicy is invalid. Reason: " + reason,
        () -> policy.checkFor(Arn.parse(source).orElseThrow()));
  }

  @Test
  void targetServesAQueueLikeIt() {
    Arn source = Arn.parse("arn:aws:sqs:us-east-1:123456789012:a").orElseThrow();
    assertThatCode(() -> new RedrivePolicy(DLQ, 3).checkFor(source)).doesNotThrowAnyException();
  }

  @Test
  void missingTargetIsToldWithThePolicy() {
    assertThat(new RedrivePolicy(DLQ, 5).targetDoesNotExist().text())
        .isEqualTo(
            "Value {\"deadLetterTargetArn\":\""
                + DLQ
                + "\",\"maxReceiveCount\":5} for parameter RedrivePolicy is invalid. Reason: Dead"
                + " letter target does not exist.");
  }

  private static String policy(String target, String count) {
    return "{\"deadLetterTargetArn\":\"" + target + "\",\"maxReceiveCount\":" + count + "}";
  }

  private static void assertPolicyRefused(String text, String reason) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value " + text + " for parameter RedrivePolicy is invalid. Reason: " + reason,
        () -> RedrivePolicy.parse(text));
  }
}
