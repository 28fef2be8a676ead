package io.waybill.cli;

import java.io.PrintStream;

/// Where a command writes: results to `out`, what goes on meanwhile to `err`.
///
/// @param live whether a person watches, so that a line may be rewritten in place
record Terminal(PrintStream out, PrintStream err, boolean live) {
  private static final String REWRITE = "\r\033[K";

  void line(String text) {
    out.println(text);
  }

  /// Shows how far something is, in place of what was shown before; nothing where nobody watches.
  void progress(String text) {
    if (live) {
      err.print(REWRITE + text);
      err.flush();
    }
  }

  void progressEnds() {
    progress("");
  }
}
