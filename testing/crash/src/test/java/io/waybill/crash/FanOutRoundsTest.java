package io.waybill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FanOutRoundsTest {
  @TempDir Path folder;

  @Test
  void whatATopicOrBusAcceptedReachesItsQueuesHoweverOftenTheServerIsKilled()
      throws IOException, InterruptedException {
    FanOutRounds.Result result = FanOutRounds.run(folder, 10, 1);

    assertThat(result.violations()).isEmpty();
    assertThat(result.publishes()).isGreaterThan(200);
    assertThat(result.events()).isGreaterThan(100);
  }
}
