package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// boto3: Debian's, which still speaks the query protocol, and whatever else is on the PATH.
final class Boto3Test {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final Path STORIES = Program.resource("/clients/boto3_stories.py");

  @Test
  void debiansBoto3TellsItsStories() {
    tell("/usr/bin/python3");
  }

  @Test
  void boto3OfThePathTellsItsStories() {
    tell("python3");
  }

  private static void tell(String python) {
    boolean there = Program.works(python, "-c", "import boto3");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, python + " has no boto3");
    }
    String told = Program.of(python).output(SERVER, STORIES.toString());
    assertThat(told).startsWith("boto3 ").doesNotContain("FAILED");
    List<String> stories = told.lines().filter(line -> line.startsWith("ok ")).toList();
    assertThat(stories).hasSize(8);
    Optional<String> version = told.lines().findFirst();
    assertThat(version).isPresent();
  }
}
