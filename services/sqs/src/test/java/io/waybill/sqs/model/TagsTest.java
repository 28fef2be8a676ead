package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.shapes.ErrorShape;
import io.waybill.sqs.api.SqsErrors;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
  private static final ErrorShape INVALID = SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION;
  private static final QueueName QUEUE = new QueueName("orders");

  @Test
  void tagsAreAddedAndReplacedByKey() {
    Map<String, String> tags =
        Tags.added(QUEUE, Map.of("tag1", "old"), Map.of("tag1", "value1", "tag3", ""));
    assertThat(tags).isEqualTo(Map.of("tag1", "value1", "tag3", ""));
  }

  @Test
  void queueHasAtMost50Tags() {
    assertThat(Tags.forNew(QUEUE, tags(49))).hasSize(49);
    Map<String, String> full = Tags.forNew(QUEUE, tags(50));
    assertThat(Tags.added(QUEUE, full, Map.of("k0", "new"))).hasSize(50);
    assertRefused(
        INVALID,
        "Too many tags added for queue orders.",
        () -> Tags.added(QUEUE, full, Map.of("more", "")));
    assertRefused(
        INVALID, "Too many tags added for queue orders.", () -> Tags.forNew(QUEUE, tags(51)));
  }

  @Test
  void keyHas1To128Characters() {
    String words = "Tag keys must be between 1 and 128 characters in length.";
    assertThat(Tags.forNew(QUEUE, Map.of("k".repeat(128), ""))).hasSize(1);
    assertRefused(INVALID, words, () -> Tags.forNew(QUEUE, Map.of("k".repeat(129), "")));
    assertRefused(INVALID, words, () -> Tags.forNew(QUEUE, Map.of("", "")));
  }

  @Test
  void valueHasUpTo256Characters() {
    assertThat(Tags.forNew(QUEUE, Map.of("k", "v".repeat(256)))).hasSize(1);
    assertRefused(
        INVALID,
        "Tag values must be between 0 and 256 characters in length.",
        () -> Tags.forNew(QUEUE, Map.of("k", "v".repeat(257))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:", "aws:x", "AWS:x", "Aws:cloudformation:stack-name"})
  void keysAndValuesOfAwsAreReserved(String text) {
    String words = "Tag keys and values starting with 'aws:' are reserved for system use.";
    assertRefused(INVALID, words, () -> Tags.forNew(QUEUE, Map.of(text, "")));
    assertRefused(INVALID, words, () -> Tags.forNew(QUEUE, Map.of("k", text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Kosten stelle", "日本", "_.:/=+-@", "x aws:"})
  void lettersDigitsSpacesAndEightSignsAreTaken(String text) {
    assertThat(Tags.forNew(QUEUE, Map.of(text, text))).containsEntry(text, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a*", "<", "\n", "😀"})
  void otherCharactersAreRefused(String text) {
    String words =
        "Tag keys and values can only include letters, digits, white space and the characters _ ."
            + " : / = + - @";
    assertRefused(INVALID, words, () -> Tags.forNew(QUEUE, Map.of(text, "")));
    assertRefused(INVALID, words, () -> Tags.forNew(QUEUE, Map.of("k", text)));
  }

  @Test
  void tagsAreRemovedByKeyAndAnAbsentKeyIsNoFault() {
    assertThat(Tags.removed(Map.of("tag1", "", "tag2", "value2"), List.of("tag1", "tag9")))
        .isEqualTo(Map.of("tag2", "value2"));
    assertRefused(
        INVALID,
        "Tag keys must be between 1 and 128 characters in length.",
        () -> Tags.removed(Map.of(), List.of()));
  }

  @Test
  void taggingWithNothingIsRefusedButANewQueueNeedsNoTags() {
    assertThat(Tags.forNew(QUEUE, null)).isEmpty();
    assertThat(Tags.forNew(QUEUE, Map.of())).isEmpty();
    assertRefused(
        SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION,
        "The request must contain the parameter Tags.",
        () -> Tags.added(QUEUE, Map.of(), Map.of()));
  }

  private static Map<String, String> tags(int count) {
    Map<String, String> tags = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      tags.put("k" + i, "v");
    }
    return tags;
  }
}
