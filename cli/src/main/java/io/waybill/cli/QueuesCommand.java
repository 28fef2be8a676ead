package io.waybill.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `waybill queues`: every queue and what waits in it.
final class QueuesCommand implements Command {
  private final ServerOptions options;

  QueuesCommand(ServerOptions options) {
    this.options = options;
  }

  @Override
  public CommandSpec spec() {
    return options
        .spec("queues", "Lists the queues, with what waits in each.")
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("PREFIX")
                .arity("0..1")
                .type(String.class)
                .description("Only queues whose name begins so.")
                .build());
  }

  @Override
  public int run(ParseResult parsed, Terminal terminal) {
    List<Json> queues = all(options.client(parsed), parsed.matchedPositionalValue(0, ""));
    if (ServerOptions.json(parsed)) {
      terminal.line(Json.of("queues", queues).toString());
    } else if (queues.isEmpty()) {
      terminal.line("no queues");
    } else {
      table(queues).lines().forEach(terminal::line);
    }
    return 0;
  }

  private static List<Json> all(AdminClient client, String prefix) {
    List<Json> queues = new ArrayList<>();
    String path = "queues?prefix=" + encoded(prefix);
    Json page = client.get(path);
    queues.addAll(page.list("queues"));
    while (page.has("next")) {
      page = client.get(path + "&after=" + encoded(page.text("next")));
      queues.addAll(page.list("queues"));
    }
    return queues;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Account and region are columns only where there is more than one of them.
  private static Table table(List<Json> queues) {
    boolean worlds =
        queues.stream().map(q -> q.text("account") + q.text("region")).distinct().count() > 1;
    Table table = new Table(1, "queue", "depth", "in flight", "delayed", "oldest");
    for (Json queue : queues) {
      String name = queue.text("name");
      table.row(
          worlds ? queue.text("account") + " " + queue.text("region") + " " + name : name,
          queue.number("visible"),
          queue.number("inFlight"),
          queue.number("delayed"),
          queue.has("oldestAgeSeconds") ? Words.age(queue.number("oldestAgeSeconds")) : "-");
    }
    return table;
  }
}
