package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// How long environments live, and what bounds them.
final class ProcessRunnerTest extends InWorkshop {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void anEnvironmentIsUsedAgain() throws Exception {
    Deployment function =
        shop.python("n = 0\ndef handler(event, context):\n  global n\n  n += 1\n  return n\n");

    assertThat(shop.returned(function, "{}")).isEqualTo("1");
    assertThat(shop.returned(function, "{}")).isEqualTo("2");
    assertThat(shop.lines.getLast()).doesNotContain("Init Duration");
  }

  @Test
  void anIdleEnvironmentMakesRoomForAnotherFunctionAndIsCountedOnce() throws Exception {
    try (Workshop small =
        new Workshop(
            folder.resolve("small"),
            new RunnerSettings(
                folder.resolve("small/work"), Duration.ofMinutes(1), 1, Duration.ofSeconds(10)))) {
      Deployment one = small.python("def handler(e, c):\n  return 1\n");
      Deployment two = small.python("import time\ndef handler(e, c):\n  time.sleep(e)\n");
      assertThat(small.returned(one, "0")).isEqualTo("1");
      assertThat(small.returned(two, "0")).isEqualTo("null");
      assertThat(small.returned(one, "0")).isEqualTo("1");

      CompletableFuture<RunOutcome> busy = small.start(two, "1", new ByteArrayOutputStream());
      assertThat(small.run(one, "0")).isInstanceOf(RunOutcome.NotRun.class);
      assertThat(busy.get(20, TimeUnit.SECONDS)).isInstanceOf(RunOutcome.Returned.class);
    }
  }

  @Test
  void itsFolderMayBeNamedFromWhereTheServerBegan() throws Exception {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("relative"));
    try (Workshop near = new Workshop(folder, RunnerSettings.in(Path.of(".").resolve(relative)))) {
      assertThat(near.returned(near.python("def handler(e, c):\n  return e\n"), "1"))
          .isEqualTo("1");
    }
  }

  @Test
  void whatChangesInAPersonsOwnFolderCountsAtTheNextEvent() throws Exception {
    Deployment live = Workshop.live(shop.python("def handler(e, c):\n  return 'old'\n"));
    assertThat(shop.returned(live, "0")).isEqualTo("\"old\"");

    Files.writeString(live.code().resolve("more.txt"), "changed");
    Files.writeString(live.code().resolve("app.py"), "def handler(e, c):\n  return 'newer'\n");
    assertThat(shop.returned(live, "0")).isEqualTo("\"newer\"");
  }

  @Test
  void aHandlerThatNeverEndsIsKilled() throws Exception {
    Deployment function =
        shop.made(
            "python3.12",
            "app.handler",
            "app.py",
            "import time\ndef handler(e, c):\n  time.sleep(100)\n",
            SECOND);

    RunOutcome.Failed failed = shop.failed(function, "{}");
    assertThat(failed.errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(Workshop.text(failed))
        .isEqualTo(
            "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":"
                + "\"RequestId: request-1 Error: Task timed out after 1.00 seconds\"}");
    assertThat(shop.failed(function, "{}").errorType()).isEqualTo("Sandbox.Timedout");
  }

  @Test
  void aHandlerThatExitsIsReported() throws Exception {
    RunOutcome.Failed failed =
        shop.failed(shop.python("import os\ndef handler(e, c):\n  os._exit(3)\n"), "{}");

    assertThat(failed.isHandled()).isFalse();
    assertThat(Workshop.text(failed))
        .isEqualTo(
            "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":"
                + "\"RequestId: request-1 Error: Runtime exited with error: exit status 3\"}");
  }

  @Test
  void anAnswerThatIsTooLargeIsRefused() throws Exception {
    Deployment function = shop.python("def handler(e, c):\n  return 'x' * 7000000\n");

    assertThat(shop.failed(function, "{}").errorType()).isEqualTo("Function.ResponseSizeTooLarge");
  }

  @Test
  void memoryIsBounded() throws Exception {
    Deployment function = shop.python("def handler(e, c):\n  return len(bytearray(2 << 30))\n");

    assertThat(shop.failed(function, "{}").errorType()).isEqualTo("MemoryError");
  }

  @Test
  void nothingIsLeftAfterTheRunnerHasClosed() throws Exception {
    Path mark = Files.createDirectories(folder.resolve("seen"));
    Deployment function =
        shop.python(
            """
            import subprocess
            def handler(e, c):
              subprocess.Popen(['sleep', '7531'], start_new_session=True)
              return 1
            """);
    shop.returned(function, "{}");
    assertThat(mark).exists();

    shop.close();
    assertThat(
            ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(each -> each.info().commandLine().orElse(""))
                .filter(line -> line.contains("sleep 7531")))
        .isEmpty();
    assertThat(shop.work().resolve("environments")).doesNotExist();
    assertThat(shop.work().resolve("api")).doesNotExist();
  }

  @Test
  void functionsDoNotSeeTheDataFolder() throws Exception {
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(
          shop.runner.isolation().startsWith("bubblewrap"), "bubblewrap may not run here");
    }
    Deployment function =
        shop.python("import os\ndef handler(e, c):\n  return os.path.exists(e)\n");

    assertThat(shop.returned(function, "\"" + shop.work() + "\"")).isEqualTo("false");
    assertThat(shop.returned(function, "\"/var/task/app.py\"")).isEqualTo("true");
  }
}
