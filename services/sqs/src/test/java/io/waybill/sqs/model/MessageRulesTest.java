package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.waybill.core.Utf8;
import io.waybill.sqs.api.SqsErrors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRulesTest {
  static final String CHARACTERS =
      "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF |"
          + " #xE000 to #xFFFD | #x10000 to #x10FFFF";

  @Test
  void bodyHasAtLeastOneCharacter() {
    assertThat(MessageRules.body("x")).hasSize(1);
    String words = "The request must contain the parameter MessageBody.";
    assertRefused(
        SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION, words, () -> MessageRules.body(""));
    assertRefused(
        SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION, words, () -> MessageRules.body(null));
  }

  @Test
  void entryOfABatchMissesItsBodyUnderItsOwnName() {
    assertRefused(
        SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION,
        "The request must contain the parameter SendMessageBatchRequestEntry.2.MessageBody.",
        () -> MessageRules.body(BatchRules.Batch.SEND_MESSAGE.parameter(1, "MessageBody"), null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x9, 0xA, 0xD, 0x20, 0x7F, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF})
  void charactersAtTheEdgesOfTheAllowedRangesAreTaken(int character) {
    String text = "a" + Character.toString(character) + "b";
    assertThat(MessageRules.body(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0, 0x8, 0xB, 0xC, 0xE, 0x1F, 0xFFFE, 0xFFFF})
  void charactersBesideTheAllowedRangesAreRefused(int character) {
    assertRefused(
        SqsErrors.INVALID_MESSAGE_CONTENTS,
        CHARACTERS,
        () -> MessageRules.body("a" + Character.toString(character)));
  }

  @ParameterizedTest
  @ValueSource(chars = {'\uD800', '\uDBFF', '\uDC00', '\uDFFF'})
  void halfASurrogatePairIsRefused(char half) {
    assertRefused(
        SqsErrors.INVALID_MESSAGE_CONTENTS, CHARACTERS, () -> MessageRules.body("a" + half));
    assertRefused(
        SqsErrors.INVALID_MESSAGE_CONTENTS, CHARACTERS, () -> MessageRules.body(half + "a"));
  }

  @Test
  void sizeCountsTheBodyAndEachAttributesNameTypeAndValueInBytes() {
    List<MessageAttribute> attributes =
        List.of(
            MessageAttribute.ofText("k", "String", "x"),
            MessageAttribute.ofBinary("ä", "Binary", new byte[] {1, 2, 3}));
    assertThat(MessageRules.size(MessageRules.body("€"), attributes))
        .isEqualTo(3 + (1 + 6 + 1) + (2 + 6 + 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 2048, 1_048_576})
  void messageMayBeAsLargeAsItsQueueSays(int max) {
    QueueAttributes queue =
        QueueAttributes.forNew(
            new QueueName("q"), Map.of("MaximumMessageSize", Integer.toString(max)));
    assertThatCode(() -> MessageRules.checkSize(max - 1, queue)).doesNotThrowAnyException();
    assertThatCode(() -> MessageRules.checkSize(max, queue)).doesNotThrowAnyException();
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        "One or more parameters are invalid. Reason: Message must be shorter than "
            + max
            + " bytes.",
        () -> MessageRules.checkSize(max + 1, queue));
  }

  @Test
  void lengthInUtf8IsThatOfTheBytes() {
    for (String text : List.of("", "abc", "\u007F\u0080\u07FF\u0800\uFFFD", "😀a😀", "\uD800x")) {
      // A lone half is written as '?', but nobody asks: such text is refused first.
      int expected = text.equals("\uD800x") ? 3 : text.getBytes(StandardCharsets.UTF_8).length;
      assertThat(Utf8.length(text)).as(text).isEqualTo(expected);
    }
  }
}
