package io.waybill.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `waybill clock`: shows, stops and moves the time of a server in test mode.
final class ClockCommand implements Command {
  private final ServerOptions options;

  ClockCommand(ServerOptions options) {
    this.options = options;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        options.spec(
            "clock",
            "Shows the server's clock. In test mode it also stops it, lets it go on, or moves it"
                + " ahead; what falls due happens before the command returns.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("show|stop|resume|advance")
            .arity("0..1")
            .type(String.class)
            .build());
    return spec.addPositional(
        PositionalParamSpec.builder()
            .index("1")
            .paramLabel("DURATION")
            .arity("0..1")
            .type(String.class)
            .description("For advance: such as 500ms, 30s, 5m, 12h or 14d.")
            .build());
  }

  @Override
  public int run(ParseResult parsed, Terminal terminal) {
    String action = parsed.matchedPositionalValue(0, "show");
    String duration = parsed.matchedPositionalValue(1, "");
    if (action.equals("advance") == duration.isEmpty()) {
      throw wrong(
          parsed,
          duration.isEmpty()
              ? "clock advance needs a duration, such as 30s, 12h or 14d"
              : "clock " + action + " takes no duration");
    }
    AdminClient client = options.client(parsed);
    Json clock =
        switch (action) {
          case "show" -> client.get("clock");
          case "stop", "resume" -> client.post("clock", Json.of("action", action));
          case "advance" -> client.post("clock", Json.of("action", action, "by", duration));
          default ->
              throw wrong(
                  parsed, "clock knows show, stop, resume and advance, not '" + action + "'");
        };
    terminal.line(
        ServerOptions.json(parsed)
            ? clock.toString()
            : clock.text("time") + " " + clock.text("clock"));
    return 0;
  }

  private static ParameterException wrong(ParseResult parsed, String line) {
    return new ParameterException(parsed.commandSpec().commandLine(), line);
  }
}
