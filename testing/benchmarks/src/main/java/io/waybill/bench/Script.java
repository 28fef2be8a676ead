package io.waybill.bench;

import org.jspecify.annotations.Nullable;

/// What one connection of a load does: a request, its answer, the next request.
interface Script {
  /// The next request, whole; null ends the connection's part.
  byte @Nullable [] next();

  /// Takes the answer to the latest request.
  ///
  /// @param body read only; holds other bytes after the call
  void answered(int status, byte[] body, int from, int length);
}
