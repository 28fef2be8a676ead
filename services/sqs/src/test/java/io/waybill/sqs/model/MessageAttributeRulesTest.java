package io.waybill.sqs.model;

import static io.waybill.sqs.model.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sqs.api.MessageAttributeValue;
import io.waybill.sqs.api.MessageSystemAttributeValue;
import io.waybill.sqs.api.SqsErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAttributeRulesTest {
  @Test
  void attributesComeInTheOrderOfTheirNames() {
    Map<String, MessageAttributeValue> given =
        Map.of("b", text("String", "2"), "a", text("Number.float", "1.5"), "C", binary("Binary.x"));
    assertThat(MessageRules.attributes(given))
        .containsExactly(
            MessageAttribute.ofBinary("C", "Binary.x", new byte[] {1}),
            MessageAttribute.ofText("a", "Number.float", "1.5"),
            MessageAttribute.ofText("b", "String", "2"));
    assertThat(MessageRules.attributes(null)).isEmpty();
  }

  @Test
  void messageHasAtMostTenAttributes() {
    assertThat(MessageRules.attributes(attributes(9))).hasSize(9);
    assertThat(MessageRules.attributes(attributes(10))).hasSize(10);
    assertInvalid(
        "Number of message attributes [11] exceeds the allowed maximum [10].", attributes(11));
  }

  @Test
  void nameHasUpTo256Bytes() {
    assertNameTaken("n".repeat(255));
    assertNameTaken("n".repeat(256));
    assertNameRefused(
        "n".repeat(257), "Message (user) attribute name must be shorter than 256 bytes.");
    assertNameTaken("ä".repeat(128));
    assertNameRefused(
        "ä".repeat(128) + "n", "Message (user) attribute name must be shorter than 256 bytes.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A.b-c_9", "attr.1øßä", "AWS", "amazon", "awsome", "a.b.c"})
  void namesOfLettersDigitsAndMarksAreTaken(String name) {
    assertNameTaken(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "trace id", "日", "a*", "a\n"})
  void otherCharactersInANameAreRefused(String name) {
    assertNameRefused(
        name,
        "Message (user) attributes name can only contain upper and lower score characters, digits,"
            + " periods, hyphens and underscores. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS.x", "aws.x", "Amazon.x", "AMAZON.x", "aws."})
  void namesOfAwsAreReserved(String name) {
    assertNameRefused(
        name,
        "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings"
            + " are reserved for internal use.");
  }

  @ParameterizedTest
  @CsvSource({
    ".a, must not begin with character '.'.",
    "a., must not end with character '.'.",
    "a..b, must not have successive '.' characters.",
  })
  void periodsStandAloneInsideAName(String name, String fault) {
    assertNameRefused(name, "Message (user) attribute name " + fault.strip());
  }

  @Test
  void nameMayNotBeEmpty() {
    assertNameRefused("", "The request must contain non-empty message (user) attribute names.");
  }

  @Test
  void typeWithItsLabelHasUpTo256Bytes() {
    assertThat(MessageRules.attributes(one(text("String." + "l".repeat(249), "v")))).hasSize(1);
    assertInvalid(
        "Message (user) attribute type must be shorter than 256 bytes.",
        one(text("String." + "l".repeat(250), "v")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Text", "string", "Stringer", ".String", "StringList", "number.float"})
  void otherTypesAreRefused(String type) {
    assertInvalid(
        "The type of message (user) attribute 'X' is invalid. You must use only the following"
            + " supported type prefixes: Binary, Number, String.",
        one(text(type, "v")));
  }

  @Test
  void typeMayNotBeMissing() {
    String words =
        "The message (user) attribute 'X' must contain a non-empty message attribute type.";
    assertInvalid(words, one(text(null, "v")));
    assertInvalid(words, one(text("", "v")));
    assertInvalid(
        "The message (user) attribute 'X' must contain a non-empty message attribute value.",
        one(text(null, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"String", "Number", "String.label", "Number.float"})
  void textMayNotBeEmpty(String type) {
    String words =
        "Message (user) attribute 'X' must contain a non-empty value of type '"
            + type.substring(0, 6)
            + "'.";
    assertInvalid(words, one(text(type, "")));
    assertInvalid(words, one(text(type, null)));
  }

  @Test
  void bytesMayNotBeEmpty() {
    String words = "Message (user) attribute 'X' must contain a non-empty value of type 'Binary'.";
    assertInvalid(words, one(new MessageAttributeValue(null, new byte[0], null, null, "Binary")));
    assertInvalid(words, one(text("Binary", null)));
  }

  @Test
  void valueStandsInTheFieldOfItsType() {
    assertInvalid(
        "Message (user) attribute 'X' with type 'String' must use field 'String'.",
        one(binary("String")));
    assertInvalid(
        "Message (user) attribute 'X' with type 'Binary' must use field 'Binary'.",
        one(text("Binary", "v")));
    assertInvalid(
        "Message (user) attribute 'X' must have a single value.",
        one(new MessageAttributeValue("v", new byte[] {1}, null, null, "String")));
  }

  @Test
  void listsWereNeverSupported() {
    assertRefused(
        SqsErrors.UNSUPPORTED_OPERATION,
        "Message attribute list values in SendMessage operation are not supported.",
        () ->
            MessageRules.attributes(
                one(new MessageAttributeValue(null, null, List.of("a"), null, "StringList"))));
    assertRefused(
        SqsErrors.UNSUPPORTED_OPERATION,
        "Message attribute list values in SendMessage operation are not supported.",
        () ->
            MessageRules.attributes(
                one(
                    new MessageAttributeValue(
                        null, null, null, List.of(new byte[] {1}), "BinaryList"))));
  }

  @Test
  void textHasTheCharactersOfABody() {
    assertInvalid(MessageRulesTest.CHARACTERS, one(text("String", "a\u0000")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "+1.5",
        "1493147359900",
        "12345678901234567890123456789012345678",
        "1E126",
        "9.9E126",
        "-1E126",
        "1E-128",
        "1234567890123456789012",
        "1.00000000000000000000000000000000000000000",
        "0E-999999",
      })
  void numbersWithin38DigitsAndTheRangeOfExponentsAreTaken(String number) {
    assertThat(MessageRules.attributes(one(text("Number", number)))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "world",
        "1,5",
        " 1",
        "0x10",
        "٣",
        "NaN",
        "Infinity",
        "123456789012345678901234567890123456789",
        "1E127",
        "9.9E-129",
        "1E2147483647",
        "1E-2147483647",
        "1E99999999999",
      })
  void otherNumbersAreRefused(String number) {
    assertInvalid(
        "Can't cast the value of message (user) attribute 'X' to a number.",
        one(text("Number", number)));
  }

  @Test
  void traceHeaderIsTheOnlySystemAttribute() {
    assertThat(MessageRules.systemAttributes(Map.of("AWSTraceHeader", system("String", "Root=1"))))
        .containsExactly(MessageAttribute.ofText("AWSTraceHeader", "String", "Root=1"));
    assertThat(MessageRules.systemAttributes(null)).isEmpty();
    assertSystemRefused(
        "Message system attribute name 'Hello' is invalid.", "Hello", "String", "v");
    assertSystemRefused(
        "The type of message system attribute 'AWSTraceHeader' is invalid. You must use only the"
            + " following supported type prefixes: String.",
        "AWSTraceHeader",
        "Number",
        "1");
    assertSystemRefused(
        "Message system attribute 'AWSTraceHeader' must contain a non-empty value of type"
            + " 'String'.",
        "AWSTraceHeader",
        "String",
        "");
  }

  private static void assertSystemRefused(String words, String name, String type, String value) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION,
        words,
        () -> MessageRules.systemAttributes(Map.of(name, system(type, value))));
  }

  private static void assertNameTaken(String name) {
    assertThat(MessageRules.attributes(Map.of(name, text("String", "v")))).hasSize(1);
  }

  private static void assertNameRefused(String name, String words) {
    assertInvalid(words, Map.of(name, text("String", "v")));
  }

  private static void assertInvalid(String words, Map<String, MessageAttributeValue> given) {
    assertRefused(
        SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION, words, () -> MessageRules.attributes(given));
  }

  private static Map<String, MessageAttributeValue> one(MessageAttributeValue value) {
    return Map.of("X", value);
  }

  private static Map<String, MessageAttributeValue> attributes(int count) {
    Map<String, MessageAttributeValue> given = new HashMap<>();
    for (int i = 0; i < count; i++) {
      given.put("attribute" + i, text("String", "v"));
    }
    return given;
  }

  private static MessageAttributeValue text(@Nullable String type, @Nullable String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  private static MessageAttributeValue binary(String type) {
    return MessageAttributeValue.builder().dataType(type).binaryValue(new byte[] {1}).build();
  }

  private static MessageSystemAttributeValue system(String type, String value) {
    return MessageSystemAttributeValue.builder().dataType(type).stringValue(value).build();
  }
}
