package io.waybill.simulation;

import io.waybill.simulation.delivery.DeliveryEpisode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same seeds at each run; new ones are for [io.waybill.simulation.Main]. A failure prints its
/// seed as the test's name.
final class DeliveryEpisodeTest {
  /// What they found, in this order: parcels doubled by a restart (24, 301), a partition that found
  /// no rest on a full disk (14), a subscription ended during its attempt (25), rules that lost
  /// events when another was changed (1036, 1074).
  @ParameterizedTest
  @ValueSource(longs = {24, 301, 14, 25, 1036, 1074})
  void seedsThatOnceFailed(long seed) {
    DeliveryEpisode.run(seed, 600);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void longStorms(long seed) {
    DeliveryEpisode.run(seed, 1_500);
  }
}
