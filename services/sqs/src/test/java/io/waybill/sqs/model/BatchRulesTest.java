package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.model.BatchRules.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRulesTest {
  @ParameterizedTest
  @CsvSource({
    "SEND_MESSAGE, SendMessageBatchRequestEntry",
    "DELETE_MESSAGE, DeleteMessageBatchRequestEntry",
    "CHANGE_MESSAGE_VISIBILITY, ChangeMessageVisibilityBatchRequestEntry",
  })
  void batchHasAtLeastOneEntry(Batch batch, String entry) {
    assertRefused(
        SqsErrors.EMPTY_BATCH_REQUEST,
        "There should be at least one " + entry + " in the request.",
        () -> BatchRules.check(batch, List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10})
  void oneToTenEntriesAreTaken(int count) {
    assertThatCode(() -> BatchRules.check(Batch.SEND_MESSAGE, ids(count)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 20})
  void moreEntriesAreRefused(int count) {
    assertRefused(
        SqsErrors.TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
        "Maximum number of entries per request are 10. You have sent " + count + ".",
        () -> BatchRules.check(Batch.SEND_MESSAGE, ids(count)));
  }

  @Test
  void idHas1To80WordCharacters() {
    assertThatCode(
            () -> BatchRules.check(Batch.DELETE_MESSAGE, List.of("i".repeat(80), "a-B_9", "0")))
        .doesNotThrowAnyException();
    for (String id : List.of("", " ", "i".repeat(81), "a.b", "é", "a\n")) {
      assertRefused(
          SqsErrors.INVALID_BATCH_ENTRY_ID,
          "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
              + " can be at most 80 letters long.",
          () -> BatchRules.check(Batch.DELETE_MESSAGE, List.of("a", id)));
    }
  }

  @Test
  void idsAreDistinct() {
    assertRefused(
        SqsErrors.BATCH_ENTRY_IDS_NOT_DISTINCT,
        "Id b repeated.",
        () -> BatchRules.check(Batch.SEND_MESSAGE, List.of("a", "b", "B", "b")));
  }

  @Test
  void missingIdIsNamedWithItsPlace() {
    assertRefused(
        SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION,
        "The request must contain the parameter SendMessageBatchRequestEntry.2.Id.",
        () -> BatchRules.check(Batch.SEND_MESSAGE, Arrays.asList("a", null, "c")));
  }

  @Test
  void messagesOfABatchHaveOneMebibyteTogether() {
    assertThatCode(() -> BatchRules.checkTotal(1_048_575)).doesNotThrowAnyException();
    assertThatCode(() -> BatchRules.checkTotal(1_048_576)).doesNotThrowAnyException();
    assertRefused(
        SqsErrors.BATCH_REQUEST_TOO_LONG,
        "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.",
        () -> BatchRules.checkTotal(1_048_577));
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "id-" + i).toList();
  }
}
