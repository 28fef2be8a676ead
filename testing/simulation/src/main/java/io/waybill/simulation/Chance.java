package io.waybill.simulation;

import java.util.List;
import java.util.Random;

/// All that is random in a run, from its seed.
public final class Chance {
  private final Random random;

  public Chance(long seed) {
    this.random = new Random(seed);
  }

  /// Whether a die of `n` sides shows its first.
  public boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /// A number from `from` up to and including `to`.
  public int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  public long next() {
    return random.nextLong();
  }

  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
