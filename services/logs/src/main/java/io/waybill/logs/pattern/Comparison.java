package io.waybill.logs.pattern;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;

/// What a selector's or column's value is held against: `= "a*"`, `!= 4`, `>= 1e3`, `= %[0-9]+%`.
///
/// @param operator one of AWS's six
/// @param wanted a text, with stars for what may come before and after it
/// @param number the number that `wanted` is, unless it stood in quotes
record Comparison(
    String operator,
    String wanted,
    Optional<BigDecimal> number,
    Optional<Expression> expression,
    Predicate<String> likeness) {
  /// Longer ones first: `>` begins `>=`.
  private static final String[] OPERATORS = {"!=", ">=", "<=", "=", ">", "<"};

  /// Reads an operator and what follows it.
  ///
  /// @param ends the characters that end a word that stands in no quotes
  static Comparison read(Scanner in, String ends) {
    for (String operator : OPERATORS) {
      if (in.take(operator)) {
        return read(operator, in, ends);
      }
    }
    throw new Malformed();
  }

  private static Comparison read(String operator, Scanner in, String ends) {
    boolean equality = operator.equals("=") || operator.equals("!=");
    if (in.startsExpression()) {
      if (!equality) {
        throw new Malformed();
      }
      Expression expression = in.expression();
      return new Comparison(
          operator, "", Optional.empty(), Optional.of(expression), expression::isIn);
    }
    boolean isQuoted = in.peek() == '"';
    String wanted = isQuoted ? in.quoted() : in.word(ends);
    Optional<BigDecimal> number = isQuoted ? Optional.empty() : number(wanted);
    if ((wanted.isEmpty() && !isQuoted) || (!equality && number.isEmpty())) {
      throw new Malformed();
    }
    return new Comparison(operator, wanted, number, Optional.empty(), likeness(wanted));
  }

  boolean holds(String value) {
    if (number.isPresent() && !wanted.contains("*")) {
      Optional<BigDecimal> given = number(value);
      if (given.isPresent()) {
        return ordered(given.get().compareTo(number.get()));
      }
    }
    return switch (operator) {
      case "=" -> likeness.test(value);
      case "!=" -> !likeness.test(value);
      default -> false;
    };
  }

  private boolean ordered(int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<" -> order < 0;
      default -> order <= 0;
    };
  }

  static Optional<BigDecimal> number(String text) {
    try {
      // Longer ones are no figures, and would take their time.
      return text.isEmpty() || text.length() > 40
          ? Optional.empty()
          : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException words) {
      return Optional.empty();
    }
  }

  /// AWS: a star at the beginning or at the end stands for anything, one in between for itself.
  private static Predicate<String> likeness(String wanted) {
    boolean open = wanted.startsWith("*");
    boolean openEnd = wanted.length() > 1 && wanted.endsWith("*");
    String plain = wanted.substring(open ? 1 : 0, wanted.length() - (openEnd ? 1 : 0));
    if (open) {
      return openEnd ? value -> value.contains(plain) : value -> value.endsWith(plain);
    }
    return openEnd ? value -> value.startsWith(plain) : plain::equals;
  }
}
