package io.waybill.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `waybill outbox`: the mails, SMS and push messages that stayed in the server, because no gateway
/// is configured for them.
final class OutboxCommand implements Command {
  private final ServerOptions options;

  OutboxCommand(ServerOptions options) {
    this.options = options;
  }

  @Override
  public CommandSpec spec() {
    return options.spec(
        "outbox", "Shows mails, SMS and push messages that stayed here for want of a gateway.");
  }

  @Override
  public int run(ParseResult parsed, Terminal terminal) {
    Json outbox = options.client(parsed).get("outbox");
    List<Json> messages = outbox.list("messages");
    if (ServerOptions.json(parsed)) {
      terminal.line(outbox.toString());
    } else if (messages.isEmpty()) {
      terminal.line("nothing stayed here");
    } else {
      messages.forEach(message -> show(message, terminal));
    }
    return 0;
  }

  private static void show(Json message, Terminal terminal) {
    String subject = message.text("subject");
    terminal.line(
        message.text("time")
            + "  "
            + message.text("protocol")
            + " to "
            + message.text("to")
            + (subject.isEmpty() ? "" : ": " + subject));
    message.text("body").lines().forEach(line -> terminal.line("    " + line));
  }
}
