package io.waybill.outward;

import java.util.Optional;

/// The mail server that mails are handed to: the operator's choice, so the guard does not ask.
///
/// @param security how the connection is kept private
/// @param from the address that mails come from
/// @param login who we are to it; empty where it asks nobody
public record MailServer(
    String host, int port, Security security, String from, Optional<Login> login) {
  /// How a connection to a mail server is kept private.
  public enum Security {
    /// Not at all: for a mail server on the same machine.
    NONE,
    /// Plain at first; what cannot go over to TLS is broken off.
    STARTTLS,
    /// TLS from the first byte.
    TLS
  }

  /// A user and the password, which is never shown.
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
