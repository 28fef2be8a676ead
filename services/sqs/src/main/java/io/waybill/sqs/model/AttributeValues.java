package io.waybill.sqs.model;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.MessageAttributeValue;
import io.waybill.sqs.api.MessageSystemAttributeValue;
import io.waybill.sqs.api.SqsErrors;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of a message attribute's type and value.
final class AttributeValues {
  private static final int TYPE_LENGTH_MAX = 256;

  /// The largest number in either direction, and the closest to zero, are those of 38 digits.
  private static final int DIGITS_MAX = 38;

  private static final int EXPONENT_MIN = -128;
  private static final int EXPONENT_MAX = 126;

  private AttributeValues() {}

  static MessageAttribute checked(String name, MessageAttributeValue given) {
    String type = type(name, given);
    return switch (basis(type)) {
      case "String" -> new MessageAttribute(name, type, text(name, "String", given), null);
      case "Number" -> new MessageAttribute(name, type, number(name, given), null);
      case "Binary" -> new MessageAttribute(name, type, null, binary(name, given));
      default ->
          throw invalid(
              "The type of message (user) attribute '"
                  + name
                  + "' is invalid. You must use only the following supported type prefixes:"
                  + " Binary, Number, String.");
    };
  }

  static MessageAttribute checkedSystem(String name, MessageSystemAttributeValue given) {
    if (!name.equals(MessageRules.TRACE_HEADER)) {
      throw invalid("Message system attribute name '" + name + "' is invalid.");
    }
    if (given.dataType() == null || !given.dataType().equals("String")) {
      throw invalid(
          "The type of message system attribute '"
              + name
              + "' is invalid. You must use only the following supported type prefixes: String.");
    }
    if (given.stringValue() == null || given.stringValue().isEmpty()) {
      throw invalid(
          "Message system attribute '"
              + name
              + "' must contain a non-empty value of type 'String'.");
    }
    MessageRules.checkCharacters(given.stringValue(), SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION);
    return new MessageAttribute(name, "String", given.stringValue(), null);
  }

  private static String type(String name, MessageAttributeValue given) {
    if (isFilled(given.stringListValues()) || isFilled(given.binaryListValues())) {
      throw SqsErrors.UNSUPPORTED_OPERATION.because(
          "Message attribute list values in SendMessage operation are not supported.");
    }
    if (given.stringValue() == null && given.binaryValue() == null) {
      throw invalid(
          "The message (user) attribute '"
              + name
              + "' must contain a non-empty message attribute value.");
    }
    String type = given.dataType();
    if (type == null || type.isEmpty()) {
      throw invalid(
          "The message (user) attribute '"
              + name
              + "' must contain a non-empty message attribute type.");
    }
    if (type.length() > TYPE_LENGTH_MAX) {
      throw invalid("Message (user) attribute type must be shorter than 256 bytes.");
    }
    return type;
  }

  /// The type without its label: `Number` of `Number.float`.
  private static String basis(String type) {
    int dot = type.indexOf('.');
    return dot < 0 ? type : type.substring(0, dot);
  }

  private static String text(String name, String basis, MessageAttributeValue given) {
    String text = given.stringValue();
    if (text == null || text.isEmpty() || given.binaryValue() != null) {
      throw empty(name, basis);
    }
    MessageRules.checkCharacters(text, SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION);
    return text;
  }

  private static String number(String name, MessageAttributeValue given) {
    String text = text(name, "Number", given);
    if (!isNumber(text)) {
      throw invalid("Can't cast the value of message (user) attribute '" + name + "' to a number.");
    }
    return text;
  }

  private static byte[] binary(String name, MessageAttributeValue given) {
    byte @Nullable [] binary = given.binaryValue();
    if (binary == null || binary.length == 0 || given.stringValue() != null) {
      throw empty(name, "Binary");
    }
    return binary;
  }

  // AWS: a Number has up to 38 digits of precision and lies between 10^-128 and 10^126.
  private static boolean isNumber(String text) {
    if (text.length() > TYPE_LENGTH_MAX) {
      return false; // no number within the range needs so many characters
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      if (number.signum() == 0) {
        return true;
      }
      long exponent = (long) number.precision() - number.scale() - 1;
      return number.stripTrailingZeros().precision() <= DIGITS_MAX
          && exponent >= EXPONENT_MIN
          && exponent <= EXPONENT_MAX;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isFilled(@Nullable List<?> list) {
    return list != null && !list.isEmpty();
  }

  private static Refusal empty(String name, String basis) {
    return invalid(
        "Message (user) attribute '"
            + name
            + "' must contain a non-empty value of type '"
            + basis
            + "'.");
  }

  private static Refusal invalid(String message) {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }
}
