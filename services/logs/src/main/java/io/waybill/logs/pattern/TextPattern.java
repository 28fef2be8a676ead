package io.waybill.logs.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A filter pattern of terms: all plain terms must be in the message, or one of the optional ones
/// if there are only those; no excluded term may be. Case counts.
///
/// @param required terms that must all be found
/// @param optional terms written `?term`
/// @param excluded terms written `-term`
/// @param expressions how many of the terms are regular expressions
record TextPattern(
    List<Predicate<String>> required,
    List<Predicate<String>> optional,
    List<Predicate<String>> excluded,
    int expressions)
    implements FilterPattern {
  TextPattern {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
    excluded = List.copyOf(excluded);
  }

  /// Reads terms, quoted phrases and regular expressions that stand between blanks.
  static TextPattern parse(String pattern) {
    List<Predicate<String>> required = new ArrayList<>();
    List<Predicate<String>> optional = new ArrayList<>();
    List<Predicate<String>> excluded = new ArrayList<>();
    int expressions = 0;
    Scanner in = new Scanner(pattern);
    while (!in.isAtEnd()) {
      char mark = in.peek();
      List<Predicate<String>> kind =
          switch (mark) {
            case '?' -> optional;
            case '-' -> excluded;
            default -> required;
          };
      if (mark == '?' || mark == '-') {
        // AWS ("Filter and pattern syntax"): there may be a blank behind it.
        in.take(String.valueOf(mark));
      }
      if (in.startsExpression()) {
        expressions++;
        Expression expression = in.expression();
        kind.add(expression::isIn);
        continue;
      }
      String term = in.peek() == '"' ? in.quoted() : in.word("");
      if (!term.isEmpty()) {
        kind.add(message -> message.contains(term));
      }
    }
    return new TextPattern(required, optional, excluded, expressions);
  }

  /// A pattern without terms wants all.
  @Override
  public boolean matches(Message message) {
    String text = message.text();
    if (excluded.stream().anyMatch(term -> term.test(text))) {
      return false;
    }
    // AWS: optional terms beside required ones change nothing.
    return required.isEmpty()
        ? optional.isEmpty() || optional.stream().anyMatch(term -> term.test(text))
        : required.stream().allMatch(term -> term.test(text));
  }

  @Override
  public Map<String, String> values(Message message) {
    return Map.of();
  }

  @Override
  public Optional<String> value(String selector, Message message) {
    return Optional.empty();
  }
}
