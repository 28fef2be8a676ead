package io.waybill.lambda.url;

import java.util.List;

/// The place for the HTTP answer of one request. Answered once: whole, or begun and then piece by
/// piece.
public interface UrlAnswer {
  void whole(int status, List<UrlRequest.Field> fields, byte[] body);

  /// Sends the head; the body follows.
  Pieces begin(int status, List<UrlRequest.Field> fields);

  /// The body that follows.
  interface Pieces {
    /// Waits while the reader is slower. False where nobody reads any more.
    boolean write(byte[] bytes) throws InterruptedException;

    void end();

    /// The body will not be whole.
    void breakOff();
  }
}
