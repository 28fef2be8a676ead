package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.waybill.sqs.api.SqsErrors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueAttributesTextTest {
  private static final String ARN = "arn:aws:sqs:eu-central-1:000000000000:orders";
  private static final QueueFacts FACTS =
      new QueueFacts(ARN, 1_700_000_000L, 1_700_000_060L, 3, 2, 1);
  private static final QueueAttributes STANDARD =
      QueueAttributes.forNew(new QueueName("orders"), null);
  private static final QueueAttributes FIFO =
      QueueAttributes.forNew(new QueueName("orders.fifo"), Map.of("FifoQueue", "true"));

  @Test
  void allShowsTheDefaultsOfAStandardQueueAsAwsDoes() {
    assertThat(STANDARD.shown(List.of("All"), FACTS))
        .containsOnly(
            entry("ApproximateNumberOfMessages", "3"),
            entry("ApproximateNumberOfMessagesDelayed", "1"),
            entry("ApproximateNumberOfMessagesNotVisible", "2"),
            entry("CreatedTimestamp", "1700000000"),
            entry("DelaySeconds", "0"),
            entry("LastModifiedTimestamp", "1700000060"),
            entry("MaximumMessageSize", "1048576"),
            entry("MessageRetentionPeriod", "345600"),
            entry("QueueArn", ARN),
            entry("ReceiveMessageWaitTimeSeconds", "0"),
            entry("SqsManagedSseEnabled", "true"),
            entry("VisibilityTimeout", "30"));
  }

  @Test
  void allShowsFourAttributesMoreOfAFifoQueue() {
    Map<String, String> shown = FIFO.shown(List.of("All"), FACTS);
    assertThat(shown).hasSize(16);
    assertThat(shown)
        .contains(
            entry("ContentBasedDeduplication", "false"),
            entry("DeduplicationScope", "queue"),
            entry("FifoQueue", "true"),
            entry("FifoThroughputLimit", "perQueue"));
  }

  @Test
  void keyIsShownWithItsReusePeriodAndBothGoTogether() {
    QueueAttributes keyed = STANDARD.changed(Map.of("KmsMasterKeyId", "testKeyId"));
    assertThat(keyed.shown(List.of("All"), FACTS))
        .contains(
            entry("KmsMasterKeyId", "testKeyId"),
            entry("KmsDataKeyReusePeriodSeconds", "300"),
            entry("SqsManagedSseEnabled", "false"));
    QueueAttributes bare =
        keyed.changed(Map.of("KmsMasterKeyId", "", "KmsDataKeyReusePeriodSeconds", ""));
    assertThat(bare.shown(List.of("All"), FACTS))
        .doesNotContainKeys("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds")
        .containsEntry("SqsManagedSseEnabled", "false");
  }

  @Test
  void onlyWhatIsNamedIsShownAndWhatIsNotSetIsLeftOut() {
    assertThat(STANDARD.shown(List.of("QueueArn", "Policy", "KmsMasterKeyId"), FACTS))
        .containsOnly(entry("QueueArn", ARN));
    assertThat(STANDARD.shown(List.of(), FACTS)).isEmpty();
  }

  @Test
  void redrivePolicyIsShownWithANumberHoweverItWasWritten() {
    QueueAttributes changed =
        STANDARD.changed(
            Map.of(
                "RedrivePolicy",
                "{ \"maxReceiveCount\": \"4\", \"deadLetterTargetArn\": \"" + ARN + "\" }"));
    assertThat(changed.shown(List.of("RedrivePolicy"), FACTS))
        .containsEntry(
            "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + ARN + "\",\"maxReceiveCount\":4}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FifoQueue",
        "ContentBasedDeduplication",
        "DeduplicationScope",
        "FifoThroughputLimit",
      })
  void attributesOfAFifoQueueAreUnknownToAStandardOne(String name) {
    assertThat(FIFO.shown(List.of(name), FACTS)).containsOnlyKeys(name);
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute " + name + ".",
        () -> STANDARD.shown(List.of(name), FACTS));
  }

  @Test
  void unknownNameIsRefusedEvenBesideAll() {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute Bogus.",
        () -> STANDARD.shown(List.of("All", "Bogus"), FACTS));
  }

  @Test
  void creatingAgainWithTheSameOrFewerAttributesFindsNoDifference() {
    QueueAttributes queue = STANDARD.changed(Map.of("DelaySeconds", "5"));
    assertThat(queue.firstDifference(Map.of("DelaySeconds", "5"))).isEmpty();
    assertThat(queue.firstDifference(Map.of())).isEmpty();
    assertThat(FIFO.firstDifference(Map.of("FifoQueue", "true"))).isEmpty();
  }

  @Test
  void creatingAgainFindsTheFirstDifferenceByName() {
    assertThat(
            FIFO.firstDifference(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")))
        .contains("ContentBasedDeduplication");
    assertThat(STANDARD.firstDifference(Map.of("VisibilityTimeout", "1", "DelaySeconds", "1")))
        .contains("DelaySeconds");
  }

  @Test
  void creatingAgainComparesValuesAndNotTheirSpelling() {
    QueueAttributes queue =
        STANDARD.changed(
            Map.of(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + ARN + "\",\"maxReceiveCount\":4}"));
    assertThat(
            queue.firstDifference(
                Map.of(
                    "RedrivePolicy",
                    "{\"maxReceiveCount\":\"4\", \"deadLetterTargetArn\":\"" + ARN + "\"}")))
        .isEmpty();
    assertThat(queue.firstDifference(Map.of("RedrivePolicy", ""))).contains("RedrivePolicy");
  }
}
