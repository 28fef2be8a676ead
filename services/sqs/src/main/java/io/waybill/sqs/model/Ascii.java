package io.waybill.sqs.model;

/// The classes of characters that SQS's names and ids are made of.
final class Ascii {
  private Ascii() {}

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /// Letters, digits, hyphen and underscore.
  static boolean isWord(char c) {
    return isAlphanumeric(c) || c == '-' || c == '_';
  }

  /// Every character of ASCII that shows ink: letters, digits and punctuation.
  static boolean isGraphic(char c) {
    return c > ' ' && c < 0x7F;
  }

  /// Whether `text` is of ASCII alone.
  static boolean isAll(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /// Whether `text` is 1 to `lengthMax` word characters.
  static boolean isWord(String text, int lengthMax) {
    if (text.isEmpty() || text.length() > lengthMax) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isWord(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether `text` is 1 to `lengthMax` graphic characters.
  static boolean isGraphic(String text, int lengthMax) {
    if (text.isEmpty() || text.length() > lengthMax) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isGraphic(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
