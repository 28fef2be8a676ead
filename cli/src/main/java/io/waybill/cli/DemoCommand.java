package io.waybill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `waybill demo`: ten orders, one that always fails, and a server that is killed half-way; with a
/// worker, and with functions.
final class DemoCommand implements Command {
  private final List<String> serverCommand;

  /// @param serverCommand what starts a server; its settings are added
  DemoCommand(List<String> serverCommand) {
    this.serverCommand = serverCommand;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("demo").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Starts a server on a temporary folder, sends ten orders of which one always fails,"
                + " kills the server half-way, and tells what became of each; then the same with functions"
                + " behind the queues. Needs no AWS CLI.");
    return spec.addOption(
        OptionSpec.builder("--keep")
            .type(boolean.class)
            .description("Leave the data folder behind.")
            .build());
  }

  @Override
  public int run(ParseResult parsed, Terminal terminal) {
    try {
      Path folder = Files.createTempDirectory("waybill-demo-");
      try {
        Path data = folder.resolve("data");
        boolean well =
            new DemoStory(serverCommand, data, terminal).tell()
                && new FunctionStory(serverCommand, data, terminal).tell();
        return well ? 0 : 1;
      } finally {
        if (parsed.hasMatchedOption("--keep")) {
          terminal.line("the data is in " + folder.resolve("data"));
        } else {
          delete(folder);
        }
      }
    } catch (IOException e) {
      throw new CommandFailure("the demo broke off: " + e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
