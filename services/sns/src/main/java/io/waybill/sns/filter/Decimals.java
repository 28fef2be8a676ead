package io.waybill.sns.filter;

import java.math.BigDecimal;
import java.util.Optional;

/// Numbers as filter policies compare them.
///
/// AWS: from -10⁹ to 10⁹, with five digits behind the point.
final class Decimals {
  static final BigDecimal MAX = new BigDecimal("1000000000");
  static final BigDecimal MIN = MAX.negate();

  /// No number that can be compared is written so long; reading longer ones takes long.
  private static final int LENGTH_MAX = 64;

  private Decimals() {}

  /// The number in `text`, or empty where it can't be compared.
  static Optional<BigDecimal> parse(String text) {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.precision() - number.scale()) > LENGTH_MAX
          ? Optional.empty()
          : Optional.of(number);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  static boolean inRange(BigDecimal number) {
    return number.compareTo(MIN) >= 0 && number.compareTo(MAX) <= 0;
  }
}
