package io.waybill.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `waybill runtimes`: Lambda's runtimes, and what runs each on the server's host.
final class RuntimesCommand implements Command {
  private final ServerOptions options;

  RuntimesCommand(ServerOptions options) {
    this.options = options;
  }

  @Override
  public CommandSpec spec() {
    return options.spec("runtimes", "Lists Lambda's runtimes, and what runs each here.");
  }

  @Override
  public int run(ParseResult parsed, Terminal terminal) {
    Json told = options.client(parsed).get("runtimes");
    if (ServerOptions.json(parsed)) {
      terminal.line(told.toString());
      return 0;
    }
    table(told.list("runtimes")).lines().forEach(terminal::line);
    terminal.line("");
    terminal.line("isolation: " + told.text("isolation"));
    return 0;
  }

  private static Table table(List<Json> runtimes) {
    Table table = new Table(4, "runtime", "run by", "version", "");
    for (Json each : runtimes) {
      String program = each.text("program");
      table.row(
          each.text("name"),
          program.isEmpty() ? "-" : program,
          each.text("version"),
          each.text("note"));
    }
    return table;
  }
}
