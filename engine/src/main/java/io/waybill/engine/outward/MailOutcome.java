package io.waybill.engine.outward;

/// What came of a mail.
public sealed interface MailOutcome {
  /// The mail server has taken it.
  record Sent() implements MailOutcome {}

  /// The mail server has not taken it.
  ///
  /// @param permanent whether trying again is without hope, such as for an address that it refuses
  record Failed(boolean permanent, String message) implements MailOutcome {}
}
