package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.sqs.api.SqsErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueNameTest {
  private static final String STANDARD =
      "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";
  private static final String FIFO =
      "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores,"
          + " must end with .fifo suffix and be 1 to 80 in length";

  @ParameterizedTest
  @ValueSource(strings = {"a", "Orders", "my-queue_1", "0", "-", "_", "fifo"})
  void lettersDigitsHyphensAndUnderscoresMakeAStandardQueue(String name) {
    assertThat(QueueName.parse(name).isFifo()).isFalse();
    assertThat(QueueName.parse(name)).hasToString(name);
  }

  @Test
  void suffixMakesAFifoQueue() {
    assertThat(QueueName.parse("orders.fifo").isFifo()).isTrue();
  }

  @Test
  void nameOf80CharactersIsTheLongest() {
    assertThat(QueueName.parse("q".repeat(79)).value()).hasSize(79);
    assertThat(QueueName.parse("q".repeat(80)).value()).hasSize(80);
    assertRefusedAsStandard("q".repeat(81));
  }

  @Test
  void suffixCountsTowards80() {
    assertThat(QueueName.parse("q".repeat(75) + ".fifo").isFifo()).isTrue();
    assertRefusedAsFifo("q".repeat(76) + ".fifo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a b", "a/b", "ü", "a.FIFO", "a.fifo ", "a\n", "a.fif"})
  void otherCharactersAreRefused(String name) {
    assertRefusedAsStandard(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {".fifo", "a.b.fifo", "ü.fifo"})
  void badStemOfAFifoNameIsRefusedInFifosWords(String name) {
    assertRefusedAsFifo(name);
  }

  @Test
  void emptyAndAbsentNamesAreRefusedInWordsOfTheirOwn() {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Queue name cannot be empty",
        () -> QueueName.parse(""));
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "Value for parameter QueueName is invalid. Reason: Must specify a queue name.",
        () -> QueueName.parse(null));
  }

  @Test
  void aNameThatBreaksTheRuleInsideTheServerIsABug() {
    assertThatThrownBy(() -> new QueueName("a.b")).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefusedAsStandard(String name) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION, STANDARD, () -> QueueName.parse(name));
  }

  private static void assertRefusedAsFifo(String name) {
    assertRefused(SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION, FIFO, () -> QueueName.parse(name));
  }
}
