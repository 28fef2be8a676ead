package io.waybill.cli;

/// A command can't do what it was asked. The message is one plain line: what is wrong and what to
/// do.
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailure(String message) {
    super(message);
  }
}
