package io.waybill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionRoundsTest {
  @TempDir Path folder;

  @Test
  void whatFunctionsAreToHandleIsHandledOrGivenUpHoweverOftenTheServerIsKilled()
      throws IOException, InterruptedException {
    FunctionRounds.Result result = FunctionRounds.run(folder, 8, 1);

    assertThat(result.violations()).isEmpty();
    assertThat(result.messages()).isGreaterThan(100);
    assertThat(result.events()).isGreaterThan(50);
    assertThat(result.killedAtWork()).isGreaterThan(4);
  }
}
