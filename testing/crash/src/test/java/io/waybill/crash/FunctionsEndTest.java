package io.waybill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes of functions, and what those started, end with their server.
final class FunctionsEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The function and the two helpers that it started; in a sandbox there are more.
  private static final int PROCESSES = 3;

  @TempDir Path folder;
  private MarkedProcesses processes;
  private ServerProcess server;

  @BeforeEach
  void beginAFunctionThatNeverEnds() throws IOException, InterruptedException {
    String mark = Long.toHexString(System.nanoTime());
    processes = new MarkedProcesses("END_TEST=" + mark);
    server = start();
    Client client = new Client(server.endpoint());
    FunctionWorld.create(
        client,
        FunctionWorld.function("endless", "python3.12", Map.of("END_TEST", mark))
            .put("Timeout", 600),
        "endless.py");
    FunctionWorld.invokeLater(client, "endless", "any");
    awaitHelpers();
  }

  @AfterEach
  void end() throws InterruptedException {
    server.kill();
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(folder.resolve("data"), "--port", "0");
  }

  private void awaitHelpers() throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (processes.alive().stream().noneMatch(line -> line.endsWith("sleep 601"))
        && System.nanoTime() < end) {
      never.await(20, TimeUnit.MILLISECONDS);
    }
    assertThat(processes.alive()).hasSizeGreaterThanOrEqualTo(PROCESSES);
  }

  private List<String> left() throws IOException, InterruptedException {
    return processes.aliveAfter(PATIENCE);
  }

  @Test
  void nothingIsLeftAfterAServerWasToldToStop() throws IOException, InterruptedException {
    assertThat(server.stop()).isZero();
    assertThat(left()).isEmpty();
  }

  @Test
  void nothingIsLeftAfterAKillAndTheEventIsRunAgain() throws IOException, InterruptedException {
    server.kill();
    if (MarkedProcesses.endWithServer()) {
      assertThat(left()).isEmpty();
    }
    List<String> before = processes.alive();
    server = start();
    assertThat(processes.alive()).noneMatch(before::contains);
    awaitHelpers();
  }
}
