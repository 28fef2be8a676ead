package io.waybill.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One word of the command line.
interface Command {
  /// Its name, its options and what it says of itself.
  CommandSpec spec();

  /// Does it and answers the exit code. Throws [CommandFailure] where it can't.
  int run(ParseResult parsed, Terminal terminal);
}
