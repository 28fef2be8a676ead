package io.waybill.shapes;

import java.util.regex.Pattern;

/// A text that lets a regular expression look at it only so often: some of AWS's patterns take
/// exponential time on texts made for it.
final class BoundedText implements CharSequence {
  private static final int LOOKS_MAX = 4_000_000;

  private final String text;
  private final int[] looks;

  private BoundedText(String text, int[] looks) {
    this.text = text;
    this.looks = looks;
  }

  /// Whether all of `text` matches. A text that can't be matched in bounded time and stack doesn't.
  static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedText(text, new int[1])).matches();
    } catch (TooManyLooks | StackOverflowError e) {
      return false;
    }
  }

  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyLooks() {
      super("the pattern takes too long", null, false, false);
    }
  }

  @Override
  public char charAt(int index) {
    if (++looks[0] > LOOKS_MAX) {
      throw new TooManyLooks();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return new BoundedText(text.substring(from, to), looks);
  }

  @Override
  public String toString() {
    return text;
  }
}
