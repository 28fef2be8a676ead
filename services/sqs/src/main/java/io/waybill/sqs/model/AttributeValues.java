package io.waybill.sqs.model;

import io.waybill.core.Ascii;
import io.waybill.core.Utf8;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.MessageAttributeValue;
import io.waybill.sqs.api.MessageSystemAttributeValue;
import io.waybill.sqs.api.SqsErrors;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of a message attribute's type and value.
final class AttributeValues {
  private static final int TYPE_BYTES_MAX = 256;
  private static final int NUMBER_LENGTH_MAX = 256;
  private static final int NUMBER_DIGITS_MAX = 38;
  private static final int NUMBER_EXPONENT_MIN = -128;
  private static final int NUMBER_EXPONENT_MAX = 126;

  private AttributeValues() {}

  static MessageAttribute checked(String name, MessageAttributeValue given) {
    if (isFilled(given.stringListValues()) || isFilled(given.binaryListValues())) {
      throw SqsErrors.UNSUPPORTED_OPERATION.because(
          "Message attribute list values in SendMessage operation are not supported.");
    }
    String subject = "message (user) attribute '" + name + "'";
    String type = type(subject, given);
    String basis = basis(type);
    return switch (basis) {
      case "String", "Number" -> MessageAttribute.ofText(name, type, text(subject, basis, given));
      case "Binary" -> MessageAttribute.ofBinary(name, type, binary(subject, given));
      default ->
          throw invalid(
              "The type of "
                  + subject
                  + " is invalid. You must use only the following supported type prefixes: Binary,"
                  + " Number, String.");
    };
  }

  static MessageAttribute checkedSystem(String name, MessageSystemAttributeValue given) {
    if (!name.equals(MessageRules.TRACE_HEADER)) {
      throw invalid("Message system attribute name '" + name + "' is invalid.");
    }
    String subject = "message system attribute '" + name + "'";
    if (!"String".equals(given.dataType())) {
      throw invalid(
          "The type of "
              + subject
              + " is invalid. You must use only the following supported type prefixes: String.");
    }
    String text = given.stringValue();
    if (text == null || text.isEmpty()) {
      throw empty(subject, "String");
    }
    MessageRules.checkCharacters(text, SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION);
    return MessageAttribute.ofText(name, "String", text);
  }

  private static String type(String subject, MessageAttributeValue given) {
    String type = given.dataType();
    if (type == null && given.stringValue() == null && given.binaryValue() == null) {
      throw invalid("The " + subject + " must contain a non-empty message attribute value.");
    }
    if (type == null || type.isEmpty()) {
      throw invalid("The " + subject + " must contain a non-empty message attribute type.");
    }
    if (Utf8.length(type) > TYPE_BYTES_MAX) {
      throw invalid("Message (user) attribute type must be shorter than 256 bytes.");
    }
    return type;
  }

  /// The type without its label: `Number` of `Number.float`.
  private static String basis(String type) {
    int dot = type.indexOf('.');
    return dot < 0 ? type : type.substring(0, dot);
  }

  private static String text(String subject, String basis, MessageAttributeValue given) {
    String text = given.stringValue();
    if (isFilled(given.binaryValue())) {
      throw text == null ? wrongField(subject, basis, "String") : ambiguous(subject);
    }
    if (text == null || text.isEmpty()) {
      throw empty(subject, basis);
    }
    MessageRules.checkCharacters(text, SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION);
    if (basis.equals("Number") && !isNumber(text)) {
      throw invalid("Can't cast the value of " + subject + " to a number.");
    }
    return text;
  }

  private static byte[] binary(String subject, MessageAttributeValue given) {
    byte @Nullable [] bytes = given.binaryValue();
    if (given.stringValue() != null && !given.stringValue().isEmpty()) {
      throw bytes == null ? wrongField(subject, "Binary", "Binary") : ambiguous(subject);
    }
    if (bytes == null || bytes.length == 0) {
      throw empty(subject, "Binary");
    }
    return bytes;
  }

  // AWS: a Number has up to 38 digits of precision and lies between 10^-128 and 10^126.
  private static boolean isNumber(String text) {
    // None within the range needs so many characters, and parsing them takes long.
    if (text.length() > NUMBER_LENGTH_MAX || !Ascii.isAll(text)) {
      return false;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      long exponent = (long) number.precision() - number.scale() - 1;
      return number.signum() == 0
          || (exponent >= NUMBER_EXPONENT_MIN
              && exponent <= NUMBER_EXPONENT_MAX
              && number.stripTrailingZeros().precision() <= NUMBER_DIGITS_MAX);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isFilled(@Nullable List<?> list) {
    return list != null && !list.isEmpty();
  }

  private static boolean isFilled(byte @Nullable [] bytes) {
    return bytes != null && bytes.length > 0;
  }

  private static Refusal empty(String subject, String basis) {
    return invalid(
        capitalized(subject) + " must contain a non-empty value of type '" + basis + "'.");
  }

  private static Refusal wrongField(String subject, String basis, String field) {
    return invalid(
        capitalized(subject) + " with type '" + basis + "' must use field '" + field + "'.");
  }

  private static Refusal ambiguous(String subject) {
    return invalid(capitalized(subject) + " must have a single value.");
  }

  private static String capitalized(String subject) {
    return "M" + subject.substring(1);
  }

  private static Refusal invalid(String message) {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }
}
