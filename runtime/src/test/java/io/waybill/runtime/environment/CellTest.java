package io.waybill.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class CellTest {
  private static final long LONG_ENOUGH_MILLIS = 300;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch waited = new CountDownLatch(1);

  /// Who waits for the runtime's end starts the next one: told later, the end would be taken for
  /// that one's.
  @Test
  void theListenerHearsOfTheRuntimesEndBeforeThoseWhoWaitForIt() throws Exception {
    Process process =
        new ProcessBuilder(
                "/bin/sh", "-c", "echo ready >&2; read start; echo exit 1 runtime >&2; read end")
            .start();
    try {
      Cell cell = new Cell(process);
      cell.startRuntime();
      cell.listen(
          new Cell.Listener() {
            @Override
            public void ended(String name, int code) {
              try {
                // In the wrong order it is the other who goes on first.
                told.add(
                    waited.await(LONG_ENOUGH_MILLIS, TimeUnit.MILLISECONDS) ? "late" : "heard");
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            }

            @Override
            public void wrote(String extension, String line) {}
          });
      cell.endRuntime();
      waited.countDown();
      assertThat(told).containsExactly("heard");
    } finally {
      process.destroyForcibly();
    }
  }
}
