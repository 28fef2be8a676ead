package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sqs.api.SqsErrors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueAttributesTest {
  private static final QueueName NAME = new QueueName("orders");
  private static final QueueName FIFO_NAME = new QueueName("orders.fifo");
  private static final QueueAttributes STANDARD = QueueAttributes.forNew(NAME, Map.of());
  private static final QueueAttributes FIFO =
      QueueAttributes.forNew(FIFO_NAME, Map.of("FifoQueue", "true"));

  @ParameterizedTest
  @CsvSource({
    "VisibilityTimeout, 0, 43200",
    "DelaySeconds, 0, 900",
    "MaximumMessageSize, 1024, 1048576",
    "MessageRetentionPeriod, 60, 1209600",
    "ReceiveMessageWaitTimeSeconds, 0, 20",
  })
  void numbersAreTakenWithinTheirRangeAndRefusedBesideIt(String attribute, int min, int max) {
    for (int value : new int[] {min, min + 1, max - 1, max}) {
      String text = Integer.toString(value);
      QueueAttributes changed = STANDARD.changed(Map.of(attribute, text));
      assertThat(QueueAttributesText.settings(changed)).containsEntry(attribute, text);
    }
    assertValueRefused(attribute, Integer.toString(min - 1));
    assertValueRefused(attribute, Integer.toString(max + 1));
  }

  @Test
  void reusePeriodOfADataKeyIsTakenWithinItsRange() {
    for (String value : new String[] {"60", "86400"}) {
      Map<String, String> both =
          Map.of("KmsMasterKeyId", "alias/aws/sqs", "KmsDataKeyReusePeriodSeconds", value);
      assertThat(QueueAttributesText.settings(STANDARD.changed(both)))
          .containsEntry("KmsDataKeyReusePeriodSeconds", value);
    }
    assertValueRefused("KmsDataKeyReusePeriodSeconds", "59");
    assertValueRefused("KmsDataKeyReusePeriodSeconds", "86401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 6", "6 ", "5.5", "1e2", "true", "9999999999", "0x10", "+5", "٣"})
  void whatIsNoWholeNumberIsRefused(String value) {
    assertValueRefused("DelaySeconds", value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
        "CreatedTimestamp",
        "LastModifiedTimestamp",
        "QueueArn",
        "All",
        "Unknown",
        "visibilityTimeout",
        "",
      })
  void attributesThatAClientMayNotSetAreUnknown(String name) {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute " + name + ".",
        () -> STANDARD.changed(Map.of(name, "1")));
  }

  @Test
  void whatIsNotNamedStays() {
    QueueAttributes changed =
        STANDARD.changed(Map.of("DelaySeconds", "5")).changed(Map.of("VisibilityTimeout", "7"));
    assertThat(changed.delaySeconds()).isEqualTo(5);
    assertThat(changed.visibilityTimeoutSeconds()).isEqualTo(7);
    assertThat(changed.messageRetentionSeconds()).isEqualTo(345_600);
  }

  @Test
  void emptyTextRemovesPolicies() {
    QueueAttributes full =
        STANDARD.changed(
            Map.of(
                "Policy",
                PolicyTextTest.POLICY,
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dlq\","
                    + "\"maxReceiveCount\":3}",
                "RedriveAllowPolicy",
                "{\"redrivePermission\":\"denyAll\"}"));
    assertThat(full.policy()).isPresent();
    assertThat(full.redrivePolicy()).isPresent();
    assertThat(full.redriveAllowPolicy()).isPresent();
    assertThat(full.changed(Map.of("Policy", "", "RedrivePolicy", "", "RedriveAllowPolicy", "")))
        .isEqualTo(STANDARD);
  }

  @Test
  void fifoNameNeedsTheFifoAttribute() {
    assertThat(FIFO.fifo()).isTrue();
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
        () -> QueueAttributes.forNew(FIFO_NAME, Map.of()));
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute FifoQueue.",
        () -> QueueAttributes.forNew(FIFO_NAME, Map.of("FifoQueue", "false")));
  }

  @Test
  void fifoAttributeNeedsTheFifoName() {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
            + " underscores, must end with .fifo suffix and be 1 to 80 in length",
        () -> QueueAttributes.forNew(NAME, Map.of("FifoQueue", "true")));
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute FifoQueue.",
        () -> QueueAttributes.forNew(NAME, Map.of("FifoQueue", "false")));
  }

  @Test
  void typeOfAQueueNeverChanges() {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not"
            + " supported.",
        () -> FIFO.changed(Map.of("FifoQueue", "false")));
    assertThat(FIFO.changed(Map.of("FifoQueue", "true"))).isEqualTo(FIFO);
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute FifoQueue.",
        () -> STANDARD.changed(Map.of("FifoQueue", "true")));
  }

  @Test
  void standardQueueKnowsNoAttributeOfAFifoQueue() {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute ContentBasedDeduplication.",
        () -> STANDARD.changed(Map.of("ContentBasedDeduplication", "true")));
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "You can specify the DeduplicationScope only when FifoQueue is set to true.",
        () -> STANDARD.changed(Map.of("DeduplicationScope", "queue")));
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "You can specify the FifoThroughputLimit only when FifoQueue is set to true.",
        () -> STANDARD.changed(Map.of("FifoThroughputLimit", "perQueue")));
  }

  @Test
  void throughputPerGroupNeedsDeduplicationPerGroup() {
    QueueAttributes high =
        FIFO.changed(
            Map.of(
                "DeduplicationScope", "messageGroup", "FifoThroughputLimit", "perMessageGroupId"));
    assertThat(high.deduplicationScope()).isEqualTo(DeduplicationScope.MESSAGE_GROUP);
    assertThat(high.fifoThroughputLimit()).isEqualTo(FifoThroughputLimit.PER_MESSAGE_GROUP_ID);
    String words =
        "The perMessageGroupId value is allowed only when the value for DeduplicationScope is"
            + " messageGroup";
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        words,
        () -> FIFO.changed(Map.of("FifoThroughputLimit", "perMessageGroupId")));
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        words,
        () -> high.changed(Map.of("DeduplicationScope", "queue")));
  }

  @ParameterizedTest
  @CsvSource({
    "ContentBasedDeduplication, yes",
    "DeduplicationScope, group",
    "FifoThroughputLimit, perGroup",
    "SqsManagedSseEnabled, 1",
  })
  void wordsOutsideAClosedSetAreRefused(String attribute, String value) {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        "Invalid value for the parameter " + attribute + ".",
        () -> FIFO.changed(Map.of(attribute, value)));
  }

  @Test
  void keyTurnsTheOtherEncryptionOffAndItsRemovalLeavesItOff() {
    QueueAttributes keyed = STANDARD.changed(Map.of("KmsMasterKeyId", "testKeyId"));
    assertThat(keyed.sqsManagedSse()).isFalse();
    QueueAttributes bare = keyed.changed(Map.of("KmsMasterKeyId", ""));
    assertThat(bare.kmsMasterKeyId()).isEmpty();
    assertThat(bare.sqsManagedSse()).isFalse();
    QueueAttributes managed = keyed.changed(Map.of("SqsManagedSseEnabled", "true"));
    assertThat(managed.kmsMasterKeyId()).isEmpty();
    assertThat(managed.sqsManagedSse()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "TRUE"})
  void bothEncryptionsAtOnceAreRefused(String on) {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "You can use one type of server-side encryption (SSE) at one time. You can either enable"
            + " KMS SSE or SQS SSE.",
        () -> STANDARD.changed(Map.of("KmsMasterKeyId", "key", "SqsManagedSseEnabled", on)));
  }

  private static void assertValueRefused(String attribute, String value) {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_VALUE,
        "Invalid value for the parameter " + attribute + ".",
        () -> STANDARD.changed(Map.of(attribute, value)));
  }
}
