package io.waybill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoundsTest {
  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsLostOrComesBackHoweverOftenTheServerIsKilled()
      throws IOException, InterruptedException {
    Rounds.Result result = Rounds.run(folder, 20, 1);

    assertThat(result.violations()).isEmpty();
    assertThat(result.sends()).isGreaterThan(500);
  }
}
