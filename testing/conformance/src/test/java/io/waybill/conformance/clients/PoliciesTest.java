package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where callers must prove who they are, the policies of queues, topics and buses decide.
final class PoliciesTest {
  private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          "--auth",
          "on",
          "--access-keys",
          "AKID111111111111:%s:111111111111,AKID222222222222:%s:222222222222"
              .formatted(SECRET, SECRET));

  private static final Path STORIES = Program.resource("/clients/boto3_policies.py");

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/python3", "python3"})
  void policiesDecideAboutAllCalls(String python) {
    boolean there = Program.works(python, "-c", "import boto3");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, python + " has no boto3");
    }
    String told = Program.of(python).output(SERVER, STORIES.toString());

    assertThat(told).doesNotContain("FAILED");
    assertThat(told.lines().filter(line -> line.startsWith("ok "))).hasSize(14);
  }
}
