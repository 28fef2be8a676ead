package io.waybill.wire.http;

/// Who answers requests.
@FunctionalInterface
public interface HttpService {
  /// Takes `call` in hand and answers it, now or later. Runs on an event loop: never blocks.
  ///
  /// Whatever is thrown here is logged and answered with status 500, without a detail.
  void handle(HttpCall call);

  /// What the client is told whose request could not be read to its end, or was too much: there is
  /// no call then, and the connection ends.
  ///
  /// @param headers the request's; [HttpHeaders#NONE] where not even they could be read
  default HttpReply unread(int status, String message, HttpHeaders headers) {
    return HttpReply.text(status, message);
  }
}
