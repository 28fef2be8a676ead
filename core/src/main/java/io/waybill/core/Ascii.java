package io.waybill.core;

/// The classes of characters that AWS's names and ids are made of.
public final class Ascii {
  private Ascii() {}

  public static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /// Letters, digits, hyphen and underscore.
  public static boolean isWord(char c) {
    return isAlphanumeric(c) || c == '-' || c == '_';
  }

  /// Every character of ASCII that shows ink: letters, digits and punctuation.
  public static boolean isGraphic(char c) {
    return c > ' ' && c < 0x7F;
  }

  /// Whether `text` is of ASCII alone.
  public static boolean isAll(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /// Whether `text` is 1 to `lengthMax` word characters.
  public static boolean isWord(String text, int lengthMax) {
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
  public static boolean isGraphic(String text, int lengthMax) {
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
