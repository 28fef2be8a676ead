package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each script under `examples/` runs with the AWS CLI and finds what it expects; the manual names
/// each.
final class ExamplesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  static List<String> examples() throws IOException {
    Path folder = ROOT.resolve("examples");
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(".sh") && !name.endsWith("common.sh"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleFindsWhatItExpects(String name) {
    Program.required("aws", "--version");
    if (name.contains("/")) { // its handlers import packages
      Program.required("npm");
    }
    String output =
        Program.of("bash", ROOT.resolve("examples").resolve(name).toString()).output(SERVER);
    assertThat(output).isNotBlank();
  }

  @Test
  void theManualNamesEachExample() throws IOException {
    String manual = Files.readString(ROOT.resolve("docs/patterns.md"));
    assertThat(examples()).isNotEmpty().allSatisfy(name -> assertThat(manual).contains(name));
  }
}
