package io.waybill.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What a test needs of its machine.
final class Needed {
  private Needed() {}

  /// Skips the test where `there` is false, save in CI, where a skipped test proves nothing.
  static void from(boolean there, String what) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(what).isTrue();
    }
    assumeTrue(there, what);
  }
}
