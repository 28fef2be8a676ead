package io.waybill.wire.http;

/// Who answers requests.
@FunctionalInterface
public interface HttpService {
  /// Takes `call` in hand and answers it, now or later. Runs on an event loop: never blocks.
  ///
  /// Whatever is thrown here is logged and answered with status 500, without a detail.
  void handle(HttpCall call);
}
