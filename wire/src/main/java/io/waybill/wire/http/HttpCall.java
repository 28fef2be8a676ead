package io.waybill.wire.http;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// One request, whole, and the place for its answer.
public interface HttpCall {
  /// Such as `POST`.
  String method();

  /// From the first slash to the question mark, still percent-encoded.
  String path();

  /// What follows the question mark, still percent-encoded; empty where there is none.
  String query();

  HttpHeaders headers();

  /// The body, gzip undone. Not to be changed.
  byte[] body();

  /// The bytes that a signature covers: gzip, if any, is not undone.
  byte[] bodyAsSent();

  SocketAddress remote();

  /// `http` or `https`, as the connection is.
  String scheme();

  /// Host and port as the caller wrote them, such as `localhost:4566`; safe to put into a URL.
  String host();

  /// Answers the call. Any thread; exactly once; drops the answer of a caller that is gone.
  ///
  /// @throws IllegalStateException at the second call
  default void respond(HttpReply reply) {
    respond(() -> reply);
  }

  /// As `respond`, with the answer made on the connection's event loop when its turn has come, and
  /// not at all for a caller that is gone.
  void respond(Supplier<HttpReply> reply);

  /// Answers the call with a body that comes piece by piece: begins it now. Any thread; instead of
  /// `respond`.
  HttpPieces stream(int status, List<HttpField> fields);

  /// Runs things on the connection's event loop: what comes together is answered together.
  Executor executor();

  /// Whether there is room in memory for a large answer.
  boolean hasRoom();

  /// Counts `bytes` of the answer's content as in memory until the answer is sent, or the caller
  /// gone.
  void hold(long bytes);

  /// Runs `action`, once, if the caller goes away before the answer: on the event loop, or at once
  /// where the caller has gone already. One action a call.
  void onClose(Runnable action);
}
