package io.waybill.wire.http;

/// The body of an answer that comes piece by piece. For one thread at a time; never an event loop.
public interface HttpPieces {
  /// Sends `bytes`, which are never changed any more. Waits while the caller reads more slowly than
  /// they come.
  ///
  /// @return false where the caller is gone, and nothing more is wanted
  boolean write(byte[] bytes) throws InterruptedException;

  /// The body is whole.
  void end();

  /// The body will not be whole, and the caller shall see it.
  void breakOff();
}
