package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sqs.api.SqsErrors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeSelectionTest {
  private static final List<MessageAttribute> ATTRIBUTES =
      Stream.of("Bar", "Foo", "Foo.a", "Foo.b", "Fool", "food")
          .map(name -> MessageAttribute.ofText(name, "String", "v"))
          .toList();

  @Test
  void withoutAWordNothingIsReturned() {
    AttributeSelection none = AttributeSelection.of(null, null, null);
    assertThat(none.system()).isEmpty();
    assertThat(none.filtered(ATTRIBUTES)).isEmpty();
    assertThat(AttributeSelection.of(List.of(), List.of(), List.of())).isEqualTo(none);
  }

  @Test
  void bothListsOfSystemAttributesCount() {
    AttributeSelection selection =
        AttributeSelection.of(List.of("SenderId"), List.of("SentTimestamp"), null);
    assertThat(selection.system())
        .containsExactlyInAnyOrder(SystemAttribute.SENDER_ID, SystemAttribute.SENT_TIMESTAMP);
    assertThat(selection.wants(SystemAttribute.SENDER_ID)).isTrue();
    assertThat(selection.wants(SystemAttribute.SEQUENCE_NUMBER)).isFalse();
  }

  @Test
  void allNamesEachSystemAttributeAndNoMessageAttribute() {
    AttributeSelection selection = AttributeSelection.of(List.of("All"), null, null);
    assertThat(selection.system()).containsExactly(SystemAttribute.values());
    assertThat(selection.filtered(ATTRIBUTES)).isEmpty();
  }

  @Test
  void nameThatAwsListsAndIgnoresIsNoFault() {
    assertThat(AttributeSelection.of(List.of("SqsManagedSseEnabled"), null, null).system())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Unknown", "senderId", "", ".*", "Policy"})
  void unknownSystemAttributeIsRefused(String name) {
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute " + name + ".",
        () -> AttributeSelection.of(List.of(name), null, null));
    assertRefused(
        SqsErrors.INVALID_ATTRIBUTE_NAME,
        "Unknown Attribute " + name + ".",
        () -> AttributeSelection.of(null, List.of(name), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"All", ".*"})
  void twoWordsNameEachMessageAttribute(String word) {
    assertThat(select(word)).containsExactly("Bar", "Foo", "Foo.a", "Foo.b", "Fool", "food");
  }

  @Test
  void nameNamesItselfAndAnAbsentOneIsNoFault() {
    assertThat(select("Foo")).containsExactly("Foo");
    assertThat(select("Bar", "Foo", "Absent")).containsExactly("Bar", "Foo");
  }

  @Test
  void prefixNamesWhatStartsWithIt() {
    assertThat(select("Foo.*")).containsExactly("Foo", "Foo.a", "Foo.b", "Fool");
    assertThat(select("Absent.*")).isEmpty();
    assertThat(select("Ba.*", "food")).containsExactly("Bar", "food");
  }

  @Test
  void digestCoversWhatIsReturnedOnly() {
    List<MessageAttribute> returned =
        AttributeSelection.of(null, null, List.of("Bar")).filtered(ATTRIBUTES);
    assertThat(Md5.ofAttributes(returned)).isNotEqualTo(Md5.ofAttributes(ATTRIBUTES));
    assertThat(AttributeSelection.values(returned)).containsOnlyKeys("Bar");
  }

  private static List<String> select(String... names) {
    return AttributeSelection.of(null, null, List.of(names)).filtered(ATTRIBUTES).stream()
        .map(MessageAttribute::name)
        .toList();
  }
}
