package io.waybill.core;

/// The length of text in UTF-8, without making the bytes.
public final class Utf8 {
  private Utf8() {}

  public static int length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // A surrogate pair is two characters and four bytes: two more than its characters.
        length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return length;
  }
}
