package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ResetTest extends InWorkshop {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void afterATimeOutTheProcessIsNewAndTmpIsNot() throws Exception {
    Deployment function =
        shop.made(
            "python3.12",
            "app.handler",
            "app.py",
            """
            import os, tempfile, time
            number = 0
            def handler(event, context):
              global number
              number += 1
              file = os.path.join(tempfile.gettempdir(), 'kept')
              if event == 'write':
                open(file, 'w').write('some-content')
              if event == 'sleep':
                time.sleep(100)
              return [number, open(file).read()]
            """,
            SECOND);

    assertThat(shop.returned(function, "\"write\"")).isEqualTo("[1, \"some-content\"]");
    assertThat(shop.failed(function, "\"sleep\"").errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(shop.returned(function, "\"read\"")).isEqualTo("[1, \"some-content\"]");
    assertThat(shop.lines.stream().filter(line -> line.startsWith("INIT_START"))).hasSize(2);
  }

  @Test
  void whatARuntimeLeftBehindEndsWithIt() throws Exception {
    Deployment function =
        shop.python(
            """
            import os, subprocess
            def handler(event, context):
              if event == 'leave':
                subprocess.Popen(['sleep', '7532'], start_new_session=True)
                os._exit(1)
              return subprocess.run(['sh', '-c', 'cat /proc/[0-9]*/cmdline'], capture_output=True).stdout.decode().count('7532')
            """);

    assertThat(shop.failed(function, "\"leave\"").errorType()).isEqualTo("Runtime.ExitError");
    assertThat(shop.returned(function, "\"look\"")).isEqualTo("0");
  }

  @Test
  void anInitialisationThatFailsIsTriedOnceMoreWithinTheEvent() throws Exception {
    Deployment function = shop.python("import nowhere\n");

    RunOutcome.Failed failed = shop.failed(function, "{}");
    assertThat(Workshop.text(failed))
        .isEqualTo(
            "{\"errorMessage\": \"Unable to import module 'app': No module named 'nowhere'\","
                + " \"errorType\": \"Runtime.ImportModuleError\", \"requestId\": \"\","
                + " \"stackTrace\": []}");
    assertThat(shop.lines.stream().filter(line -> line.startsWith("INIT_REPORT")))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .matches(
                        "INIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init\tStatus: error\t"
                            + "Error Type: Runtime.ImportModuleError\n"),
            second -> assertThat(second).contains("\tPhase: invoke\tStatus: error\t"));
    assertThat(shop.lines.getLast())
        .startsWith("REPORT ")
        .endsWith("\tStatus: error\tError Type: Runtime.ImportModuleError\t\n");
  }

  @Test
  void anInitialisationThatFailedOnceMaySucceedInTheEvent() throws Exception {
    Deployment function =
        shop.python(
            """
            import os, tempfile
            file = os.path.join(tempfile.gettempdir(), 'seen')
            if not os.path.exists(file):
              open(file, 'w').close()
              os._exit(7)
            def handler(event, context):
              return os.environ['AWS_LAMBDA_INITIALIZATION_TYPE']
            """);

    assertThat(shop.returned(function, "{}")).isEqualTo("\"on-demand\"");
    assertThat(shop.lines.getLast()).doesNotContain("Init Duration");
  }

  @Test
  void aFunctionsTimeBoundsTheInitialisationThatIsTriedAgain() throws Exception {
    Deployment function =
        shop.made(
            "python3.12",
            "app.handler",
            "app.py",
            """
            import os, tempfile, time
            file = os.path.join(tempfile.gettempdir(), 'seen')
            if os.path.exists(file):
              time.sleep(100)
            open(file, 'w').close()
            os._exit(7)
            """,
            SECOND);

    assertThat(shop.failed(function, "{}").errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(shop.lines)
        .anyMatch(line -> line.endsWith("\tPhase: invoke\tStatus: timeout\n"))
        .anyMatch(line -> line.endsWith(" Task timed out after 1.00 seconds\n\n"));
    assertThat(shop.lines.getLast()).endsWith("\tStatus: timeout\t\n");
  }

  @Test
  void whatEndsWithItsFirstEventHasUsedMemory() throws Exception {
    Deployment function = shop.python("import os\ndef handler(event, context):\n  os._exit(3)\n");

    assertThat(shop.failed(function, "1").report().memoryBytesMax()).isGreaterThan(1 << 20);
    assertThat(shop.lines.getLast()).matches("(?s).*\tMax Memory Used: [1-9][0-9]* MB\t.*");
  }

  @Test
  void aScriptOfTheFunctionsMayStartTheRuntime() throws Exception {
    Deployment function =
        shop.python("import os\ndef handler(e, c):\n  return os.environ['WRAPPED']\n");
    java.nio.file.Files.copy(
        shop.executable("wrapper", "#!/bin/sh\nexport WRAPPED=yes\nexec \"$@\"\n")
            .resolve("wrapper"),
        function.code().resolve("wrapper"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);

    assertThat(
            shop.returned(
                Workshop.varied(function, "AWS_LAMBDA_EXEC_WRAPPER", "/var/task/wrapper"), "{}"))
        .isEqualTo("\"yes\"");
  }
}
