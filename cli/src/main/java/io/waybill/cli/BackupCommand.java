package io.waybill.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `waybill backup DIR`: a copy of everything while the server goes on.
final class BackupCommand implements Command {
  private static final long POLL_MILLIS = 200;

  private final ServerOptions options;

  BackupCommand(ServerOptions options) {
    this.options = options;
  }

  @Override
  public CommandSpec spec() {
    return options
        .spec(
            "backup",
            "Copies everything that is committed into a folder on the server's machine, while the"
                + " server goes on. The copy opens as a data folder.")
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("DIR")
                .required(true)
                .arity("1")
                .type(String.class)
                .description("Absent or empty.")
                .build());
  }

  @Override
  public int run(ParseResult parsed, Terminal terminal) {
    AdminClient client = options.client(parsed);
    String folder =
        Path.of(parsed.matchedPositionalValue(0, "")).toAbsolutePath().normalize().toString();
    Json backup = client.post("backup", Json.of("folder", folder));
    while (backup.text("state").equals("running")) {
      terminal.progress(
          "backup: %s of about %s"
              .formatted(
                  Words.bytes(backup.number("bytesDone")),
                  Words.bytes(backup.number("bytesTotal"))));
      pause();
      backup = client.get("backup");
    }
    terminal.progressEnds();
    if (ServerOptions.json(parsed)) {
      terminal.line(backup.toString());
    }
    if (backup.text("state").equals("failed")) {
      throw new CommandFailure("the backup failed: " + backup.text("reason"));
    }
    if (!ServerOptions.json(parsed)) {
      terminal.line(
          "backed up %s to %s".formatted(Words.bytes(backup.number("bytesDone")), folder));
    }
    return 0;
  }

  /// The server is asked again and again: to hold one call open for as long as a backup takes was
  /// rejected, because a broken connection would leave it unclear what became of the copy.
  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted; the backup itself goes on in the server");
    }
  }
}
