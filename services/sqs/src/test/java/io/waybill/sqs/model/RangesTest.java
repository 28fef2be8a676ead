package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.waybill.sqs.api.SqsErrors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {
  private static final QueueAttributes STANDARD =
      QueueAttributes.forNew(
          new QueueName("orders"),
          Map.of(
              "DelaySeconds", "3",
              "VisibilityTimeout", "4",
              "ReceiveMessageWaitTimeSeconds", "5"));
  private static final QueueAttributes FIFO =
      QueueAttributes.forNew(
          new QueueName("orders.fifo"), Map.of("FifoQueue", "true", "DelaySeconds", "3"));

  @Test
  void aServiceOfThisServerMayWaitForAnHour() {
    assertThat(Ranges.waitSeconds(900, STANDARD, true)).isEqualTo(900);
    assertThat(Ranges.waitSeconds(Integer.MAX_VALUE, STANDARD, true)).isEqualTo(3_600);
  }

  @Test
  void absentNumbersAreTheQueuesOwn() {
    assertThat(Ranges.delaySeconds(null, STANDARD)).isEqualTo(3);
    assertThat(Ranges.receiveVisibilitySeconds(null, STANDARD)).isEqualTo(4);
    assertThat(Ranges.waitSeconds(null, STANDARD, false)).isEqualTo(5);
    assertThat(Ranges.maxNumberOfMessages(null)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 899, 900})
  void delayIsTakenUpTo15Minutes(int seconds) {
    assertThat(Ranges.delaySeconds(seconds, STANDARD)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 901, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void otherDelaysAreRefused(int seconds) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value "
            + seconds
            + " for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <="
            + " 900.",
        () -> Ranges.delaySeconds(seconds, STANDARD));
  }

  @Test
  void zeroDelayOnAFifoQueueMeansTheQueuesAndAnyOtherIsRefused() {
    assertThat(Ranges.delaySeconds(0, FIFO)).isEqualTo(3);
    assertThat(Ranges.delaySeconds(null, FIFO)).isEqualTo(3);
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value 60 for parameter DelaySeconds is invalid. Reason: The request include parameter that"
            + " is not valid for this queue type.",
        () -> Ranges.delaySeconds(60, FIFO));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 43_199, 43_200})
  void visibilityIsTakenUpTo12Hours(int seconds) {
    assertThat(Ranges.receiveVisibilitySeconds(seconds, STANDARD)).isEqualTo(seconds);
    assertThat(Ranges.changedVisibilitySeconds(seconds)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 43_201})
  void otherVisibilitiesAreRefused(int seconds) {
    String start = "Value " + seconds + " for parameter VisibilityTimeout is invalid. Reason: ";
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        start + "Must be >= 0 and <= 43200, if provided.",
        () -> Ranges.receiveVisibilitySeconds(seconds, STANDARD));
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        start + "VisibilityTimeout must be an integer between 0 and 43200",
        () -> Ranges.changedVisibilitySeconds(seconds));
  }

  @Test
  void changeNeedsAVisibility() {
    assertRefused(
        SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION,
        "The request must contain the parameter VisibilityTimeout.",
        () -> Ranges.changedVisibilitySeconds(null));
  }

  @Test
  void messageStaysInFlightFor12HoursInAllAtMost() {
    assertThatCode(() -> Ranges.checkTotalVisibility(43_199, 0)).doesNotThrowAnyException();
    assertThatCode(() -> Ranges.checkTotalVisibility(43_199, 1)).doesNotThrowAnyException();
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value 43199 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for"
            + " the message is beyond the limit [43200 seconds].",
        () -> Ranges.checkTotalVisibility(43_199, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 19, 20})
  void waitIsTakenUpTo20Seconds(int seconds) {
    assertThat(Ranges.waitSeconds(seconds, STANDARD, false)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 21})
  void otherWaitsAreRefused(int seconds) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value "
            + seconds
            + " for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if"
            + " provided.",
        () -> Ranges.waitSeconds(seconds, STANDARD, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10})
  void oneToTenMessagesAreTakenAtOnce(int count) {
    assertThat(Ranges.maxNumberOfMessages(count)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 11})
  void otherNumbersOfMessagesAreRefused(int count) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value "
            + count
            + " for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if"
            + " provided.",
        () -> Ranges.maxNumberOfMessages(count));
  }
}
