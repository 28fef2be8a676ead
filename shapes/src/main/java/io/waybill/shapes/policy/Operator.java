package io.waybill.shapes.policy;

import io.waybill.shapes.policy.Condition.Test;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// IAM's condition operators, without `IfExists` and the quantifiers.
///
/// AWS ("IAM JSON policy elements: Condition operators"): variables may stand in texts, truths and
/// ARNs, wildcards in what is "like" and in ARNs, whichever of their two operators is used.
enum Operator {
  STRING_EQUALS(false, Kind.TEXT),
  STRING_NOT_EQUALS(true, Kind.TEXT),
  STRING_EQUALS_IGNORE_CASE(false, Kind.TEXT_OF_ANY_CASE),
  STRING_NOT_EQUALS_IGNORE_CASE(true, Kind.TEXT_OF_ANY_CASE),
  STRING_LIKE(false, Kind.LIKE),
  STRING_NOT_LIKE(true, Kind.LIKE),
  NUMERIC_EQUALS(false, Kind.NUMBER, Order.SAME),
  NUMERIC_NOT_EQUALS(true, Kind.NUMBER, Order.SAME),
  NUMERIC_LESS_THAN(false, Kind.NUMBER, Order.LESS),
  NUMERIC_LESS_THAN_EQUALS(false, Kind.NUMBER, Order.LESS_OR_SAME),
  NUMERIC_GREATER_THAN(false, Kind.NUMBER, Order.MORE),
  NUMERIC_GREATER_THAN_EQUALS(false, Kind.NUMBER, Order.MORE_OR_SAME),
  DATE_EQUALS(false, Kind.DATE, Order.SAME),
  DATE_NOT_EQUALS(true, Kind.DATE, Order.SAME),
  DATE_LESS_THAN(false, Kind.DATE, Order.LESS),
  DATE_LESS_THAN_EQUALS(false, Kind.DATE, Order.LESS_OR_SAME),
  DATE_GREATER_THAN(false, Kind.DATE, Order.MORE),
  DATE_GREATER_THAN_EQUALS(false, Kind.DATE, Order.MORE_OR_SAME),
  BOOL(false, Kind.TEXT_OF_ANY_CASE),
  BINARY_EQUALS(false, Kind.BINARY),
  IP_ADDRESS(false, Kind.ADDRESS),
  NOT_IP_ADDRESS(true, Kind.ADDRESS),
  ARN_EQUALS(false, Kind.ARN),
  ARN_NOT_EQUALS(true, Kind.ARN),
  ARN_LIKE(false, Kind.ARN),
  ARN_NOT_LIKE(true, Kind.ARN),

  /// Whether the key is absent: its one value is `true` or `false`.
  NULL(false, Kind.TEXT_OF_ANY_CASE);

  private static final Map<String, Operator> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toMap(
                  each -> each.name().replace("_", "").toLowerCase(Locale.ROOT), each -> each));

  /// What is compared.
  private enum Kind {
    TEXT,
    TEXT_OF_ANY_CASE,
    LIKE,
    NUMBER,
    DATE,
    BINARY,
    ADDRESS,
    ARN
  }

  /// How a value of the request lies to that of the policy.
  private enum Order {
    SAME,
    LESS,
    LESS_OR_SAME,
    MORE,
    MORE_OR_SAME;

    boolean has(int comparison) {
      return switch (this) {
        case SAME -> comparison == 0;
        case LESS -> comparison < 0;
        case LESS_OR_SAME -> comparison <= 0;
        case MORE -> comparison > 0;
        case MORE_OR_SAME -> comparison >= 0;
      };
    }
  }

  private final boolean negated;
  private final Kind kind;
  private final Order order;

  Operator(boolean negated, Kind kind) {
    this(negated, kind, Order.SAME);
  }

  Operator(boolean negated, Kind kind, Order order) {
    this.negated = negated;
    this.kind = kind;
    this.order = order;
  }

  /// The operator of a name in lower case.
  static Optional<Operator> named(String lowerCase) {
    return Optional.ofNullable(BY_NAME.get(lowerCase));
  }

  /// Whether it holds where its tests do not pass.
  boolean negated() {
    return negated;
  }

  /// The test that `value`, as a policy has it, asks for.
  Test test(String value, boolean variables) {
    return switch (kind) {
      case TEXT -> text(value, new Glob.Syntax(false, variables, false));
      case TEXT_OF_ANY_CASE -> text(value, new Glob.Syntax(false, variables, true));
      case LIKE -> text(value, new Glob.Syntax(true, variables, false));
      case NUMBER -> ordered(value, Quantities::number);
      case DATE -> ordered(value, Quantities::instant);
      case BINARY -> binary(value);
      case ADDRESS -> address(value);
      case ARN -> ArnPattern.ofCondition(value, variables)::matches;
    };
  }

  private static Test text(String value, Glob.Syntax syntax) {
    return Glob.of(value, syntax)::matches;
  }

  /// Where either is no such quantity, the test does not pass.
  private <T extends Comparable<? super T>> Test ordered(
      String value, Function<String, Optional<T>> read) {
    Optional<T> wanted = read.apply(value);
    return (given, context) ->
        wanted
            .flatMap(limit -> read.apply(given).map(found -> found.compareTo(limit)))
            .filter(order::has)
            .isPresent();
  }

  private static Test binary(String value) {
    Optional<byte[]> wanted = decoded(value);
    return (given, context) ->
        wanted
            .flatMap(bytes -> decoded(given).filter(found -> Arrays.equals(found, bytes)))
            .isPresent();
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Test address(String value) {
    Optional<IpBlock> block = IpBlock.parse(value);
    return (given, context) -> block.filter(each -> each.contains(given)).isPresent();
  }
}
