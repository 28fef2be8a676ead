package io.waybill.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Every word of `waybill` that does not start a server.
///
/// Exit codes: 0 done, 1 could not be done, 2 was not understood. The commands are described to
/// picocli in code: reading annotations by reflection would cost more than a command does.
public final class Main {
  private final Map<String, Command> commands = new LinkedHashMap<>();
  private final Terminal terminal;

  private Main(Map<String, String> environment, Terminal terminal) {
    this.terminal = terminal;
    ServerOptions options = new ServerOptions(environment);
    for (Command command :
        List.of(
            new StatusCommand(options),
            new QueuesCommand(options),
            new TrailCommand(options),
            new OutboxCommand(options),
            new RuntimesCommand(options),
            new ClockCommand(options),
            new BackupCommand(options),
            new DemoCommand(ServerProcess.command()))) {
      commands.put(command.spec().name(), command);
    }
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out, System.err));
  }

  /// Runs one command line in this process and answers its exit code.
  public static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    // The launcher knows whether standard error is a terminal; Java could only ask for all three.
    boolean live = Boolean.getBoolean("waybill.live");
    return new Main(environment, new Terminal(out, err, live)).run(arguments);
  }

  private int run(String[] arguments) {
    CommandLine line = new CommandLine(spec());
    commands.values().forEach(command -> line.addSubcommand(command.spec()));
    try {
      ParseResult parsed = line.parseArgs(helpAsOption(arguments));
      Optional<ParseResult> word = Optional.ofNullable(parsed.subcommand());
      ParseResult innermost = word.orElse(parsed);
      if (innermost.isVersionHelpRequested()) {
        terminal.line("Waybill " + version());
      } else if (word.isEmpty() || innermost.isUsageHelpRequested()) {
        terminal.out().print(usage(innermost));
      } else {
        return command(innermost).run(innermost, terminal);
      }
      return 0;
    } catch (ParameterException wrong) {
      terminal.err().println("waybill: " + explained(wrong));
      return 2;
    } catch (CommandFailure failure) {
      terminal.progressEnds();
      terminal.err().println("waybill: " + failure.getMessage());
      return 1;
    }
  }

  /// `help` and `help WORD`, as people type them, are `--help` and `WORD --help`.
  private static String[] helpAsOption(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    return arguments.length == 1 ? new String[] {"--help"} : new String[] {arguments[1], "--help"};
  }

  private Command command(ParseResult parsed) {
    return Optional.ofNullable(commands.get(parsed.commandSpec().name())).orElseThrow();
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("waybill").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description("A messaging cloud you can own.%n")
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nAsk a running server, or watch one:%n")
        .footer(
            "",
            "Run one:",
            "  up      Starts a server; 'waybill up --help' lists its settings.",
            "",
            "In a source folder:",
            "  build     Builds everything now; other commands build what is missing.",
            "  test      Runs all tests, or those of the modules that are named.",
            "  bench     Measures; without a name it lists what.",
            "  simulate  Runs the server on one thread from seeds: [FIRST SEED] [EPISODES] [STEPS].");
    return spec;
  }

  private static String usage(ParseResult parsed) {
    return parsed.commandSpec().commandLine().getUsageMessage(Ansi.AUTO);
  }

  /// What was wrong, and the word that was meant or where to read more.
  private static String explained(ParameterException wrong) {
    String what = String.valueOf(wrong.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return what + "; did you mean '" + unmatched.getSuggestions().getFirst() + "'?";
    }
    return what + "; '" + name + " --help' tells more";
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
