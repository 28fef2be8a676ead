package io.waybill.shapes.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One key of a statement's condition, and what its values must be.
///
/// AWS ("Conditions with multiple context keys or values"): one of the values listed is enough; of
/// a negated operator, none of them may be met.
///
/// @param key in lower case
/// @param tests one for each value listed
record Condition(
    String key, Operator operator, Quantifier quantifier, boolean ifExists, List<Test> tests) {
  private static final String IF_EXISTS = "ifexists";
  private static final String FOR_ALL = "forallvalues:";
  private static final String FOR_ANY = "foranyvalue:";

  /// How many of a key's values in the request must pass.
  enum Quantifier {
    NONE_SAID,
    ALL,
    ANY
  }

  /// Whether a value of the request is what one value of the policy asks for.
  @FunctionalInterface
  interface Test {
    boolean passes(String value, RequestContext context);
  }

  private record Named(Operator operator, Quantifier quantifier, boolean ifExists) {}

  /// The condition that `key` is what the operator `named` makes of `values`; empty where there is
  /// no such operator.
  static Optional<Condition> of(String named, String key, List<String> values, boolean variables) {
    return read(named)
        .map(read ->
            new Condition(
                key.toLowerCase(Locale.ROOT),
                read.operator,
                read.quantifier,
                read.ifExists,
                values.stream().map(each -> read.operator.test(each, variables)).toList()));
  }

  /// A condition in the place of one with an unknown operator: empty, which always holds, in what
  /// denies.
  static Optional<Condition> notUnderstood(boolean denies) {
    return denies
        ? Optional.empty()
        : Optional.of(
            new Condition("", Operator.STRING_EQUALS, Quantifier.NONE_SAID, false, List.of()));
  }

  /// Whether AWS knows an operator of the name.
  static boolean isOperator(String named) {
    return read(named).isPresent();
  }

  private static Optional<Named> read(String named) {
    String word = named.toLowerCase(Locale.ROOT);
    Quantifier quantifier =
        word.startsWith(FOR_ALL)
            ? Quantifier.ALL
            : word.startsWith(FOR_ANY) ? Quantifier.ANY : Quantifier.NONE_SAID;
    if (quantifier != Quantifier.NONE_SAID) {
      word = word.substring(word.indexOf(':') + 1);
    }
    boolean ifExists = word.endsWith(IF_EXISTS);
    String bare = ifExists ? word.substring(0, word.length() - IF_EXISTS.length()) : word;
    return Operator.named(bare)
        // AWS: IfExists goes behind every operator but Null.
        .filter(operator -> !(ifExists && operator == Operator.NULL))
        .map(operator -> new Named(operator, quantifier, ifExists));
  }

  boolean holds(RequestContext context) {
    List<String> values = context.values(key);
    if (operator == Operator.NULL) {
      String isNull = String.valueOf(values.isEmpty());
      return tests.stream().anyMatch(test -> test.passes(isNull, context));
    }
    if (values.isEmpty()) {
      return isMetByNothing();
    }
    return switch (quantifier) {
      case ALL -> values.stream().allMatch(value -> meets(value, context));
      case ANY -> values.stream().anyMatch(value -> meets(value, context));
      case NONE_SAID ->
          operator.negated()
              ? values.stream().allMatch(value -> meets(value, context))
              : values.stream().anyMatch(value -> meets(value, context));
    };
  }

  /// AWS: a key that the request lacks meets what is negated, what says IfExists, and ForAllValues.
  /// It never meets ForAnyValue, which looks for a value.
  private boolean isMetByNothing() {
    return switch (quantifier) {
      case ALL -> true;
      case ANY -> ifExists;
      case NONE_SAID -> ifExists || operator.negated();
    };
  }

  private boolean meets(String value, RequestContext context) {
    return tests.stream().anyMatch(test -> test.passes(value, context)) != operator.negated();
  }
}
