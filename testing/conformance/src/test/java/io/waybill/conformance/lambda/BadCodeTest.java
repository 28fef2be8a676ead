package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.waybill.conformance.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.Runtime;

/// Packages and handlers that are no good: AWS's error or report, and the server goes on.
final class BadCodeTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static int number;

  private LambdaWorld world;

  @BeforeEach
  void open() {
    world = new LambdaWorld(SERVER);
  }

  private String create(Runtime runtime, String handler, int timeout, SdkBytes zip) {
    String name = "bad" + ++number;
    world.lambda.createFunction(b ->
        b.functionName(name)
            .runtime(runtime)
            .handler(handler)
            .role("arn:aws:iam::000000000000:role/r")
            .timeout(timeout)
            .code(c -> c.zipFile(zip)));
    world.lambda.waiter().waitUntilFunctionActiveV2(b -> b.functionName(name));
    return name;
  }

  private InvokeResponse invoke(String name) {
    return world.lambda.invoke(
        b -> b.functionName(name).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String("{}")));
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  /// 300 MB of zeros in 300 KB.
  private static SdkBytes bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      byte[] megabyte = new byte[1 << 20];
      zip.putNextEntry(new ZipEntry("zeros"));
      for (int i = 0; i < 300; i++) {
        zip.write(megabyte);
      }
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  private static SdkBytes leaving() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "app.py", "def handler(e, c): pass\n".getBytes(StandardCharsets.UTF_8));
      entry(zip, "../../left.py", new byte[1]);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  static Stream<Arguments> packages() throws IOException {
    return Stream.of(
        arguments("no zip", SdkBytes.fromUtf8String("no zip"), "Could not unzip uploaded file"),
        arguments("a way out", leaving(), "Could not unzip uploaded file"),
        arguments("a bomb", bomb(), "Unzipped size must be smaller than 262144000 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packages")
  void aPackageThatIsNoGoodIsRefused(String what, SdkBytes zip, String message) {
    assertThatThrownBy(() -> create(Runtime.PYTHON3_12, "app.handler", 3, zip))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(message);
  }

  static Stream<Arguments> handlers() {
    return Stream.of(
        arguments("no module", "absent.handler", "pass", "Runtime.ImportModuleError"),
        arguments("no function", "app.absent", "pass", "Runtime.HandlerNotFound"),
        arguments("bad name", "app", "pass", "Runtime.MalformedHandlerName"),
        arguments(
            "syntax", "app.handler", "def handler(e, c) return", "Runtime.UserCodeSyntaxError"),
        arguments("raises", "app.handler", "raise OSError('at once')", "OSError"),
        arguments(
            "endless",
            "app.handler",
            "def handler(e, c):\n  while True: pass\n",
            "Task timed out after 2.00 seconds"),
        arguments(
            "exits",
            "app.handler",
            "import os\ndef handler(e, c): os._exit(3)\n",
            "Runtime exited with error: exit status 3"),
        arguments(
            "too large",
            "app.handler",
            "def handler(e, c): return 'x' * 7_000_000\n",
            "Function.ResponseSizeTooLarge"),
        arguments(
            "no JSON", "app.handler", "def handler(e, c): return {1}\n", "Runtime.MarshalError"),
        arguments(
            "memory",
            "app.handler",
            "def handler(e, c): return len(bytearray(2 << 30))\n",
            "MemoryError"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("handlers")
  void whatAHandlerDoesWrongIsReported(String what, String handler, String source, String report) {
    String name = create(Runtime.PYTHON3_12, handler, 2, LambdaWorld.zip("app.py", source));
    for (int times = 0; times < 2; times++) { // a new environment does no better and no worse
      InvokeResponse answer = invoke(name);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.functionError()).isEqualTo("Unhandled");
      assertThat(answer.payload().asUtf8String()).contains(report);
    }
  }

  @Test
  void aFloodedLogIsBoundedAndTheAnswerComes() {
    String name =
        create(
            Runtime.PYTHON3_12,
            "app.handler",
            20,
            LambdaWorld.zip(
                "app.py",
                """
                def handler(e, c):
                    for i in range(20_000):
                        print(i, "x" * 1_000)
                    return "done"
                """));
    InvokeResponse answer = invoke(name);

    assertThat(answer.payload().asUtf8String()).isEqualTo("\"done\"");
    assertThat(Base64.getDecoder().decode(answer.logResult())).hasSizeLessThanOrEqualTo(4_096);
  }

  @Test
  void whatAFunctionForkedEndsWithIt() {
    String name =
        create(
            Runtime.PYTHON3_12,
            "app.handler",
            20,
            LambdaWorld.zip(
                "app.py",
                """
                import subprocess
                def handler(e, c):
                    subprocess.Popen(["sleep", "6173"], start_new_session=True)
                    return "forked"
                """));
    assertThat(invoke(name).payload().asUtf8String()).isEqualTo("\"forked\"");
    assertThat(isAlive("sleep\0006173")).isTrue();
    world.lambda.deleteFunction(b -> b.functionName(name));
    world.await(() -> !isAlive("sleep\0006173"));
  }

  private static boolean isAlive(String commandLine) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (commandLine(process).startsWith(commandLine)) {
          return true;
        }
      }
    } catch (IOException nowhere) {
      throw new IllegalStateException(nowhere);
    }
    return false;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  @Test
  void oneFunctionSeesNothingOfAnother() {
    Assumptions.assumeTrue(
        "true".equals(System.getenv("CI")) || Files.isExecutable(Path.of("/usr/bin/bwrap")),
        "bubblewrap is not installed");
    create(
        Runtime.PYTHON3_12,
        "app.handler",
        20,
        LambdaWorld.zip("app.py", "SECRET = 'hidden'\ndef handler(e, c): return 1\n"));
    String curious =
        create(
            Runtime.PYTHON3_12,
            "app.handler",
            20,
            LambdaWorld.zip(
                "app.py",
                """
                import os
                def handler(e, c):
                    others = [p for p in os.listdir("/proc") if p.isdigit()]
                    lines = [open("/proc/%s/cmdline" % p).read() for p in others]
                    return [len([l for l in lines if "python" in l.split("\\0")[0]]), os.listdir("/tmp"),
                            os.path.exists("/var/task/../../root/.m2")]
                """));
    assertThat(invoke(curious).payload().asUtf8String()).isEqualTo("[1, [], false]");
  }
}
