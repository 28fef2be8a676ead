package io.waybill.sns.model;

import java.util.Optional;

/// How delays grow from the least to the greatest in the backoff phase of a delivery policy.
public enum Backoff {
  /// By the same amount each time.
  LINEAR("linear"),
  /// By an amount that itself grows by the same each time.
  ARITHMETIC("arithmetic"),
  /// By the same factor each time.
  GEOMETRIC("geometric"),
  /// By an amount that doubles each time.
  EXPONENTIAL("exponential");

  private final String word;

  Backoff(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  static Optional<Backoff> of(String word) {
    for (Backoff backoff : values()) {
      if (backoff.word.equals(word)) {
        return Optional.of(backoff);
      }
    }
    return Optional.empty();
  }

  /// The delay at one point of the phase.
  ///
  /// @param way 0 at the phase's first retry, 1 at its last
  /// @param steps how many retries the phase has
  double seconds(double min, double max, double way, int steps) {
    return switch (this) {
      case LINEAR -> min + (max - min) * way;
      case ARITHMETIC -> min + (max - min) * way * (way * (steps - 1) + 1) / Math.max(steps, 1);
      case GEOMETRIC -> min * Math.pow(max / min, way);
      case EXPONENTIAL -> {
        double doublings = Math.clamp(steps - 1L, 1, 50);
        yield min + (max - min) * (Math.pow(2, way * doublings) - 1) / (Math.pow(2, doublings) - 1);
      }
    };
  }
}
