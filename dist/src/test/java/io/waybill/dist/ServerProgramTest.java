package io.waybill.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Server and command line client as two programs: what they print, and how they end.
final class ServerProgramTest {
  private static final Pattern READY =
      Pattern.compile("Waybill \\S+ ready at (https?://127\\.0\\.0\\.1:\\d+) .*");
  private static final long WAIT_SECONDS = 60;

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process start(String... settings) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path", ""),
                "io.waybill.server.Main"));
    command.addAll(Arrays.asList(settings));
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  private static String firstLine(Process process) throws IOException {
    return String.valueOf(
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine());
  }

  private static void endsWith(Process process, int code, String line) throws Exception {
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(said).startsWith("waybill: ").contains(line).hasLineCount(1);
    assertThat(process.exitValue()).isEqualTo(code);
  }

  private static String cli(int code, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(io.waybill.cli.Main.run(words, Map.of(), stream, stream)).isEqualTo(code);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  @Test
  void aServerSaysThatItIsReadyAnswersAndStopsWhenTold() throws Exception {
    Process server = start("--port", "0", "--data", data());
    Matcher ready = READY.matcher(firstLine(server));
    assertThat(ready.matches()).isTrue();
    String endpoint = ready.group(1);
    assertThat(cli(0, "status", "--endpoint", endpoint)).contains("sound", data());
    assertThat(cli(0, "queues", "--endpoint", endpoint)).isEqualTo("no queues\n");
    assertThat(cli(1, "clock", "stop", "--endpoint", endpoint)).contains("--test-mode");

    server.destroy();
    assertThat(server.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
    assertThat(cli(1, "status", "--endpoint", endpoint)).contains("nothing answers at " + endpoint);
  }

  @Test
  void aSelfSignedServerIsTrustedByItsCertificateAndByNothingElse() throws Exception {
    Process server = start("--port", "0", "--data", data(), "--tls-self-signed");
    Matcher ready = READY.matcher(firstLine(server));
    assertThat(ready.matches()).isTrue();
    String endpoint = ready.group(1);
    String file = folder.resolve("data").resolve("tls-certificate.pem").toString();

    assertThat(endpoint).startsWith("https://");
    assertThat(cli(0, "status", "--endpoint", endpoint, "--ca", file)).contains("sound");
    assertThat(cli(1, "status", "--endpoint", endpoint)).contains("is not trusted", "--ca");
    assertThat(cli(1, "status", "--endpoint", endpoint, "--ca", data() + "/absent"))
        .contains("no certificates can be read from " + data() + "/absent");
    assertThat(Files.readString(Path.of(file))).doesNotContain("PRIVATE");
  }

  @Test
  void whatIsInTheWayIsOneLineAndCodeOne() throws Exception {
    Process first = start("--port", "0", "--data", data());
    Matcher ready = READY.matcher(firstLine(first));
    assertThat(ready.matches()).isTrue();
    String port = ready.group(1).replaceAll(".*:", "");

    endsWith(start("--port", "0", "--data", data()), 1, data());
    String other = folder.resolve("other").toString();
    endsWith(start("--port", port, "--data", other), 1, "127.0.0.1:" + port);
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    endsWith(start("--port", "0", "--data", file.toString()), 1, file.toString());
  }

  @Test
  void settingsThatAreWrongAreOneLineAndCodeTwo() throws Exception {
    endsWith(start("--prot", "1"), 2, "did you mean 'port'?");
    endsWith(start("--bind", "0.0.0.0", "--data", data()), 2, "nobody has a key");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void theDemoEndsWell() {
    assertThat(cli(0, "demo"))
        .contains(
            "kill -9: the server is gone, while the worker holds order 5.",
            "Nothing was lost: 9 orders are done, order 7 waits in 'orders-dlq'.",
            "Nothing was lost: 'process-orders' handled 9 orders, and 'failed-orders' order 7.");
  }

  @Test
  void theRehearsalEndsByItself() throws Exception {
    Rehearsal.main(new String[0]);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("waybill-commit"));
  }
}
