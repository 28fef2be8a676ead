package io.waybill.logs.state;

import java.util.Locale;
import java.util.Optional;

/// Where an event stands in its group: by time, and among those of one moment by arrival.
public record Position(long millis, long number) implements Comparable<Position> {
  private static final int DIGITS = 20;

  /// Before everything of that moment.
  public static Position at(long millis) {
    return new Position(Math.max(0, millis), 0);
  }

  public Position next() {
    return new Position(millis, number + 1);
  }

  /// Forty digits, which are an event's id and the heart of tokens.
  public String text() {
    return String.format(Locale.ROOT, "%020d%020d", millis, number);
  }

  public static Optional<Position> parse(String text) {
    if (text.length() != 2 * DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Position(
              Long.parseLong(text.substring(0, DIGITS)), Long.parseLong(text.substring(DIGITS))));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(Position other) {
    int byTime = Long.compare(millis, other.millis);
    return byTime != 0 ? byTime : Long.compare(number, other.number);
  }
}
