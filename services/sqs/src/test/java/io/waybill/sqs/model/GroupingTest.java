package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sqs.api.SqsErrors;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingTest {
  private static final byte[] BODY = "Test".getBytes(StandardCharsets.UTF_8);
  private static final QueueAttributes STANDARD =
      QueueAttributes.forNew(new QueueName("orders"), null);
  private static final QueueAttributes FIFO =
      QueueAttributes.forNew(new QueueName("orders.fifo"), Map.of("FifoQueue", "true"));
  private static final QueueAttributes CONTENT_BASED =
      FIFO.changed(Map.of("ContentBasedDeduplication", "true"));
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  @Test
  void standardQueueNeedsNeitherIdAndTakesAGroup() {
    assertThat(Grouping.of(STANDARD, null, null, BODY))
        .isEqualTo(new Grouping(Optional.empty(), Optional.empty()));
    assertThat(Grouping.of(STANDARD, "tenant-1", null, BODY))
        .isEqualTo(new Grouping(Optional.of("tenant-1"), Optional.empty()));
  }

  @Test
  void standardQueueTakesNoDeduplicationId() {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value d for parameter MessageDeduplicationId is invalid. Reason: The request include"
            + " parameter that is not valid for this queue type.",
        () -> Grouping.of(STANDARD, null, "d", BODY));
  }

  @Test
  void fifoQueueNeedsAGroup() {
    for (String group : new String[] {null, ""}) {
      assertRefused(
          SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION,
          "The request must contain the parameter MessageGroupId.",
          () -> Grouping.of(FIFO, group, "d", BODY));
    }
  }

  @Test
  void fifoQueueNeedsADeduplicationIdUnlessItTakesTheContents() {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
            + " provided explicitly",
        () -> Grouping.of(FIFO, "g", null, BODY));
    assertThat(Grouping.of(FIFO, "g", "d", BODY).deduplicationId()).contains("d");
  }

  @Test
  void idFromTheContentsIsTheirSha256AndAnExplicitOneGoesBeforeIt() {
    assertThat(Grouping.of(CONTENT_BASED, "g", null, BODY).deduplicationId())
        .contains("532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25");
    assertThat(Grouping.of(CONTENT_BASED, "g", "d", BODY).deduplicationId()).contains("d");
  }

  @Test
  void idsHave1To128LettersDigitsAndPunctuation() {
    for (String id : new String[] {"a", "a".repeat(127), "a".repeat(128), PUNCTUATION, "09azAZ"}) {
      assertThat(Grouping.of(FIFO, id, id, BODY))
          .isEqualTo(new Grouping(Optional.of(id), Optional.of(id)));
      assertThat(Grouping.of(STANDARD, id, null, BODY).groupId()).contains(id);
      assertThat(Grouping.attemptId(FIFO, id)).contains(id);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a b", "ü", "a\n", "LONG"})
  void otherIdsAreRefusedOnEitherQueue(String text) {
    String id = text.equals("LONG") ? "a".repeat(129) : text;
    assertIdRefused("MessageGroupId", id, () -> Grouping.of(FIFO, id, "d", BODY));
    assertIdRefused("MessageGroupId", id, () -> Grouping.of(STANDARD, id, null, BODY));
    assertIdRefused("MessageDeduplicationId", id, () -> Grouping.of(FIFO, "g", id, BODY));
    assertIdRefused("ReceiveRequestAttemptId", id, () -> Grouping.attemptId(FIFO, id));
  }

  @Test
  void emptyIdsAreRefusedWhereTheyMayBeAbsent() {
    assertIdRefused("MessageGroupId", "", () -> Grouping.of(STANDARD, "", null, BODY));
    assertIdRefused("MessageDeduplicationId", "", () -> Grouping.of(FIFO, "g", "", BODY));
    assertIdRefused("ReceiveRequestAttemptId", "", () -> Grouping.attemptId(FIFO, ""));
  }

  @Test
  void attemptsHaveIdsOnFifoQueuesOnly() {
    assertThat(Grouping.attemptId(FIFO, null)).isEmpty();
    assertThat(Grouping.attemptId(STANDARD, null)).isEmpty();
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value a for parameter ReceiveRequestAttemptId is invalid. Reason: The request include"
            + " parameter that is not valid for this queue type.",
        () -> Grouping.attemptId(STANDARD, "a"));
  }

  private static void assertIdRefused(String parameter, String id, ThrowingCallable call) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value "
            + id
            + " for parameter "
            + parameter
            + " is invalid. Reason: "
            + parameter
            + " can only include alphanumeric and punctuation characters. 1 to 128 in length.",
        call);
  }
}
