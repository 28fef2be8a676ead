package io.waybill.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `waybill status`: is it well, and what does it hold.
final class StatusCommand implements Command {
  private final ServerOptions options;

  StatusCommand(ServerOptions options) {
    this.options = options;
  }

  @Override
  public CommandSpec spec() {
    return options.spec("status", "Says whether the server is well, and what it holds.");
  }

  @Override
  public int run(ParseResult parsed, Terminal terminal) {
    Json status = options.client(parsed).get("status");
    if (ServerOptions.json(parsed)) {
      terminal.line(status.toString());
    } else {
      print(status, terminal);
    }
    return status.object("store").truth("sound") ? 0 : 1;
  }

  private static void print(Json status, Terminal terminal) {
    Json store = status.object("store");
    Json memory = status.object("memory");
    Json messages = status.object("messages");
    line(
        terminal,
        "server",
        "Waybill %s at %s, up %s"
            .formatted(
                status.text("version"),
                status.text("endpoint"),
                Words.age(status.number("uptimeSeconds"))));
    line(
        terminal,
        "store",
        store.truth("sound")
            ? "sound, %s in %s, %s"
                .formatted(
                    Words.bytes(store.number("bytes")),
                    store.text("folder"),
                    status.text("durability"))
            : "refuses writes: " + store.text("reason"));
    line(
        terminal,
        "queues",
        "%d, with %d messages visible, %d in flight, %d delayed"
            .formatted(
                status.number("queues"),
                messages.number("visible"),
                messages.number("inFlight"),
                messages.number("delayed")));
    line(
        terminal,
        "memory",
        "%s of %s heap"
            .formatted(
                Words.bytes(memory.number("heapUsedBytes")),
                Words.bytes(memory.number("heapMaxBytes"))));
    line(
        terminal,
        "clients",
        status.number("connections") + " connections, auth " + status.text("auth"));
    line(
        terminal,
        "clock",
        status.text("time")
            + ", "
            + status.text("clock")
            + (status.has("aheadSeconds")
                ? ", %s ahead of the machine's".formatted(Words.age(status.number("aheadSeconds")))
                : "")
            + (status.truth("testMode") ? ", test mode" : ""));
  }

  private static void line(Terminal terminal, String title, String text) {
    terminal.line("%-9s%s".formatted(title, text));
  }
}
