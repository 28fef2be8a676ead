package io.waybill.sqs.model;

import io.waybill.sqs.api.SqsErrors;

/// The rules of a message attribute's name: up to 256 letters, digits, hyphens, underscores and
/// periods, no period first, last or twice in a row, and not one of AWS's own.
final class AttributeNames {
  private static final int LENGTH_MAX = 256;

  private AttributeNames() {}

  static void check(String name) {
    if (name.isEmpty()) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "The request must contain non-empty message (user) attribute names.");
    }
    if (name.length() > LENGTH_MAX) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Message (user) attribute name must be shorter than 256 bytes.");
    }
    if (!name.chars().allMatch(c -> isAllowed((char) c))) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Message (user) attributes name can only contain upper and lower score characters,"
              + " digits, periods, hyphens and underscores. ");
    }
    if (startsWith(name, "AWS.") || startsWith(name, "Amazon.")) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings"
              + " are reserved for internal use. Additionally, they cannot start or end with '.'.");
    }
    if (name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings"
              + " are reserved for internal use. Additionally, they cannot start or end with '.'.");
    }
  }

  // AWS documents ASCII only, yet takes Latin letters with marks.
  private static boolean isAllowed(char c) {
    return Ascii.isWord(c) || c == '.' || (c >= 0xC0 && c <= 0x17F);
  }

  private static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
