package io.waybill.server.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What texts of settings mean; empty where they mean nothing.
final class Values {
  private static final Pattern WITH_UNIT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([A-Za-z]*)");

  private Values() {}

  static Optional<Integer> number(String text, int least, int most) {
    if (!text.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number >= least && number <= most ? Optional.of(number) : Optional.empty();
  }

  static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static <E extends Enum<E>> Optional<E> oneOf(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equalsIgnoreCase(text))
        .findAny();
  }

  /// `500ms`, `10s`, `2m`, `1.5h`, `14d`.
  static Optional<Duration> duration(String text, Duration least, Duration most) {
    return withUnit(
            text,
            unit ->
                switch (unit) {
                  case "ms" -> 1L;
                  case "s" -> 1000L;
                  case "m" -> 60_000L;
                  case "h" -> 3_600_000L;
                  case "d" -> 86_400_000L;
                  default -> 0L;
                })
        .map(Duration::ofMillis)
        .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0);
  }

  /// `4096`, `64KiB`, `16MiB`, `1GiB`: bytes.
  static Optional<Long> size(String text, long least, long most) {
    return withUnit(
            text,
            unit ->
                switch (unit) {
                  case "", "b" -> 1L;
                  case "k", "kb", "kib" -> 1L << 10;
                  case "m", "mb", "mib" -> 1L << 20;
                  case "g", "gb", "gib" -> 1L << 30;
                  case "t", "tb", "tib" -> 1L << 40;
                  default -> 0L;
                })
        .filter(bytes -> bytes >= least && bytes <= most);
  }

  private static Optional<Long> withUnit(String text, ToLongFunction<String> factor) {
    Matcher matcher = WITH_UNIT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long times = factor.applyAsLong(matcher.group(2).toLowerCase(Locale.ROOT));
    BigDecimal value = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(times));
    return times == 0 ? Optional.empty() : Optional.of(value.longValue());
  }
}
