package io.waybill.logs.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression of AWS's subset, found anywhere in a text.
///
/// RE2 and not the JDK's: its time grows with the text alone, whatever a caller wrote.
record Expression(Pattern pattern) {
  // AWS ("Supported regular expressions"): letters, digits, these symbols and operators; what
  // stands behind a backslash; no parentheses, and no `!`, which it names.
  private static final String PLAIN = "_#=@/;,-:^$?[]{}|*+. ";

  /// Reads what stands between the percent signs.
  static Expression parse(String text) {
    if (text.isEmpty()) {
      throw new Malformed();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
      } else if (c > 127 || !(Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        throw new Malformed();
      }
    }
    try {
      return new Expression(Pattern.compile(text));
    } catch (PatternSyntaxException invalid) {
      throw new Malformed();
    }
  }

  boolean isIn(String text) {
    return pattern.matcher(text).find();
  }
}
