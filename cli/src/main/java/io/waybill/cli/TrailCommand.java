package io.waybill.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `waybill trail MESSAGE_ID`: what happened to one message.
final class TrailCommand implements Command {
  private final ServerOptions options;

  TrailCommand(ServerOptions options) {
    this.options = options;
  }

  @Override
  public CommandSpec spec() {
    return options
        .spec("trail", "Tells what happened to a message, from its sending on.")
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("MESSAGE_ID")
                .required(true)
                .arity("1")
                .type(String.class)
                .description("As SendMessage and ReceiveMessage answer it.")
                .build());
  }

  @Override
  public int run(ParseResult parsed, Terminal terminal) {
    String id = parsed.matchedPositionalValue(0, "");
    Json trail =
        options.client(parsed).get("trail/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    if (ServerOptions.json(parsed)) {
      terminal.line(trail.toString());
    } else {
      terminal.line("message " + trail.text("messageId"));
      story(trail.list("events")).forEach(line -> terminal.line("  " + line));
    }
    return 0;
  }

  /// One line an event: when, how long after the event before, what, where.
  static List<String> story(List<Json> events) {
    Table table = new Table(4, "", "", "", "");
    String before = events.isEmpty() ? "" : events.getFirst().text("time");
    for (Json event : events) {
      String details =
          event.object("details").fields().entrySet().stream()
              .map(detail ->
                  Words.spaced(detail.getKey()) + " " + Words.nameOf(detail.getValue().toString()))
              .collect(Collectors.joining(", "));
      table.row(
          event.text("time"),
          after(before, event.text("time")),
          Words.spaced(event.text("event")),
          Words.nameOf(event.text("resourceArn"))
              + (details.isEmpty() ? "" : " (" + details + ")"));
      before = event.text("time");
    }
    return table.lines().stream().skip(1).toList();
  }

  private static String after(String before, String time) {
    long millis = Duration.between(Instant.parse(before), Instant.parse(time)).toMillis();
    return String.format(Locale.ROOT, "+%.3f s", millis / 1000.0);
  }
}
