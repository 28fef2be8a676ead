package io.waybill.engine.outward;

import java.util.function.Consumer;

/// Hands mails to a mail server. Safe for many threads.
public interface Mailer {
  /// Sends `mail`; never blocks the caller and never throws. `then` gets exactly one outcome, on a
  /// thread of its own.
  void send(Mail mail, Consumer<MailOutcome> then);
}
