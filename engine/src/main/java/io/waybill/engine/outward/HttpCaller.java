package io.waybill.engine.outward;

import java.util.function.Consumer;

/// Calls HTTP endpoints outside. Safe for many threads.
public interface HttpCaller {
  /// Sends `request`; never blocks the caller and never throws. `then` gets exactly one outcome, on
  /// a thread of its own, at the request's timeout at the latest; none where the server stops
  /// before there is an answer.
  void call(HttpRequest request, Consumer<HttpOutcome> then);
}
