package io.waybill.simulation;

import java.util.List;
import java.util.Random;

/// All that is random in a run, from its seed.
final class Chance {
  private final Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /// A number from `from` up to and including `to`.
  int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  long next() {
    return random.nextLong();
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
