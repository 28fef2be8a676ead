package io.waybill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayRoundsTest {
  @TempDir Path folder;

  @Test
  void replaysGoOnHoweverOftenTheServerIsKilled() throws IOException, InterruptedException {
    ReplayRounds.Result result = ReplayRounds.run(folder, 60, 5, 1);

    assertThat(result.violations()).isEmpty();
    assertThat(result.messages()).isEqualTo(600);
    assertThat(result.events()).isEqualTo(600);
  }
}
