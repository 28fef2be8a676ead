package io.waybill.conformance.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Program;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Logs and metrics through the AWS CLI and boto3.
final class ProgramsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  /// The endpoint is said in words: older programs read no environment variable for it.
  private static String aws(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--endpoint-url";
    all[1] = SERVER.endpoint().toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Program.of("/usr/bin/aws").output(SERVER, all);
  }

  @Test
  void theCliTailsAGroup() {
    boolean there =
        Program.works("/usr/bin/aws", "--version") && aws("--version").contains("aws-cli/2");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, "there is no AWS CLI 2, and the first one has no tail");
    }
    String events =
        "[{\"timestamp\": %1$d, \"message\": \"first\"}, {\"timestamp\": %1$d, \"message\": \"ERROR second\"}]"
            .formatted(System.currentTimeMillis());
    aws("logs", "create-log-group", "--log-group-name", "/cli");
    aws("logs", "create-log-stream", "--log-group-name", "/cli", "--log-stream-name", "s");
    aws(
        "logs",
        "put-log-events",
        "--log-group-name",
        "/cli",
        "--log-stream-name",
        "s",
        "--log-events",
        events);

    List<String> all =
        aws("logs", "tail", "/cli", "--format", "short").lines().map(String::strip).toList();
    assertThat(all).hasSize(2);
    assertThat(all.getFirst()).endsWith(" first");
    assertThat(aws("logs", "tail", "/cli", "--filter-pattern", "ERROR").lines()).hasSize(1);
    assertThat(
            aws(
                    "logs",
                    "test-metric-filter",
                    "--filter-pattern",
                    "[ip, user, status = 4*]",
                    "--log-event-messages",
                    "127.0.0.1 frank 404",
                    "127.0.0.1 frank 200",
                    "--query",
                    "matches[].extractedValues.\"$status\"",
                    "--output",
                    "text")
                .strip())
        .isEqualTo("404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/python3", "python3"})
  void boto3TellsItsStories(String python) {
    boolean there = Program.works(python, "-c", "import boto3");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, python + " has no boto3");
    }
    String told =
        Program.of(python).output(SERVER, Program.resource("/clients/boto3_logs.py").toString());
    assertThat(told).startsWith("boto3 ").doesNotContain("FAILED");
    assertThat(told.lines().filter(line -> line.startsWith("ok "))).hasSize(6);
  }
}
