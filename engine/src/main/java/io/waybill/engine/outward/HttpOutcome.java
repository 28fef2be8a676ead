package io.waybill.engine.outward;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What came of a call that left the server.
public sealed interface HttpOutcome {
  /// The endpoint answered, with whatever status. Redirects are not followed.
  ///
  /// @param headers values by lower-case name
  /// @param body as much of it as was asked for
  record Answered(int status, Map<String, List<String>> headers, byte[] body)
      implements HttpOutcome {
    /// The first value of the header `name`.
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
  }

  /// No answer came.
  ///
  /// @param message what happened, for whoever owns the endpoint
  record Failed(Reason reason, String message) implements HttpOutcome {}

  /// Why there was no answer.
  enum Reason {
    /// The address is none that this server may call, or no address at all.
    REFUSED,
    UNKNOWN_HOST,
    CONNECTION_FAILED,
    TLS_FAILED,
    TIMEOUT,
    /// What came back was not HTTP, or broke off.
    BROKEN_ANSWER
  }
}
