package io.waybill.sqs.model;

import io.waybill.core.Ascii;
import io.waybill.core.Utf8;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;

/// The rules of a message attribute's name: up to 256 letters, digits, hyphens, underscores and
/// periods, no period first, last or twice in a row, and not one of AWS's own.
final class AttributeNames {
  private static final int BYTES_MAX = 256;

  private AttributeNames() {}

  static void check(String name) {
    if (name.isEmpty()) {
      throw invalid("The request must contain non-empty message (user) attribute names.");
    }
    if (Utf8.length(name) > BYTES_MAX) {
      throw invalid("Message (user) attribute name must be shorter than 256 bytes.");
    }
    if (!name.chars().allMatch(c -> isAllowed((char) c))) {
      throw invalid(
          "Message (user) attributes name can only contain upper and lower score characters,"
              + " digits, periods, hyphens and underscores. ");
    }
    if (startsWith(name, "AWS.") || startsWith(name, "Amazon.")) {
      throw invalid(
          "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings"
              + " are reserved for internal use.");
    }
    checkPeriods(name);
  }

  private static void checkPeriods(String name) {
    if (name.startsWith(".")) {
      throw invalid("Message (user) attribute name must not begin with character '.'.");
    }
    if (name.endsWith(".")) {
      throw invalid("Message (user) attribute name must not end with character '.'.");
    }
    if (name.contains("..")) {
      throw invalid("Message (user) attribute name must not have successive '.' characters.");
    }
  }

  // AWS documents ASCII only, yet takes Latin letters with marks.
  private static boolean isAllowed(char c) {
    return Ascii.isWord(c) || c == '.' || (c >= 0xC0 && c <= 0x17F);
  }

  private static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private static Refusal invalid(String message) {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }
}
