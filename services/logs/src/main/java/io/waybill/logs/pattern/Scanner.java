package io.waybill.logs.pattern;

/// Reads a pattern from left to right. What is asked for and not there is malformed.
final class Scanner {
  private static final char END = '\0';

  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
    blanks();
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /// The next character, blanks passed over; 0 at the end.
  char peek() {
    return isAtEnd() ? END : text.charAt(at);
  }

  void skip(int characters) {
    at += characters;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /// Whether `sign` comes next; it and the blanks behind it are taken.
  boolean take(String sign) {
    if (!text.startsWith(sign, at)) {
      return false;
    }
    at += sign.length();
    blanks();
    return true;
  }

  /// Whether `word` comes next in any case, and ends there.
  boolean takeWord(String word) {
    int end = at + word.length();
    boolean there =
        text.regionMatches(true, at, word, 0, word.length())
            && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    if (there) {
      at = end;
      blanks();
    }
    return there;
  }

  void require(String sign) {
    if (!take(sign)) {
      throw new Malformed();
    }
  }

  /// A phrase in quotes, in which a backslash lets the next character stand for itself.
  String quoted() {
    StringBuilder phrase = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        phrase.append(text.charAt(++at));
      } else if (c == '"') {
        at++;
        blanks();
        return phrase.toString();
      } else {
        phrase.append(c);
      }
    }
    // A quote that is not closed reaches to the end.
    return phrase.toString();
  }

  /// What comes up to a blank or one of `ends`.
  String word(String ends) {
    int from = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    blanks();
    return word;
  }

  /// Whether a regular expression comes next: a percent sign, and another one that closes it.
  boolean startsExpression() {
    return peek() == '%' && closing() > 0;
  }

  Expression expression() {
    int close = closing();
    if (close < 0) {
      throw new Malformed();
    }
    String inside = text.substring(at + 1, close);
    at = close + 1;
    blanks();
    return Expression.parse(inside);
  }

  private int closing() {
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '%') {
        return i;
      }
    }
    return -1;
  }
}
