package io.waybill.logs.model;

import java.util.ArrayList;
import java.util.List;

/// A filter pattern of terms: all plain terms must be in the message, or one of the optional ones
/// if there are only those; no excluded term may be. Case counts.
///
/// @param required terms that must all be found
/// @param optional terms written `?term`
/// @param excluded terms written `-term`
public record TextPattern(List<String> required, List<String> optional, List<String> excluded) {
  public TextPattern {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
    excluded = List.copyOf(excluded);
  }

  /// Reads terms and quoted phrases that stand between blanks.
  public static TextPattern parse(String pattern) {
    List<String> required = new ArrayList<>();
    List<String> optional = new ArrayList<>();
    List<String> excluded = new ArrayList<>();
    for (int at = next(pattern, 0); at < pattern.length(); at = next(pattern, at)) {
      char mark = pattern.charAt(at);
      List<String> kind =
          switch (mark) {
            case '?' -> optional;
            case '-' -> excluded;
            default -> required;
          };
      int start = mark == '?' || mark == '-' ? at + 1 : at;
      StringBuilder term = new StringBuilder();
      at = read(pattern, start, term);
      if (!term.isEmpty()) {
        kind.add(term.toString());
      }
    }
    return new TextPattern(required, optional, excluded);
  }

  /// True if `message` is wanted. A pattern without terms wants all.
  public boolean matches(String message) {
    if (excluded.stream().anyMatch(message::contains)) {
      return false;
    }
    // AWS: optional terms beside required ones change nothing.
    return required.isEmpty()
        ? optional.isEmpty() || optional.stream().anyMatch(message::contains)
        : required.stream().allMatch(message::contains);
  }

  private static int next(String pattern, int from) {
    int at = from;
    while (at < pattern.length() && Character.isWhitespace(pattern.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Reads one term into `term`; answers where it ends.
  private static int read(String pattern, int start, StringBuilder term) {
    boolean quoted = start < pattern.length() && pattern.charAt(start) == '"';
    int at = quoted ? start + 1 : start;
    for (; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (quoted && c == '\\' && at + 1 < pattern.length()) {
        at++;
        term.append(pattern.charAt(at));
      } else if (quoted && c == '"') {
        return at + 1;
      } else if (!quoted && Character.isWhitespace(c)) {
        return at;
      } else {
        term.append(c);
      }
    }
    return at;
  }
}
