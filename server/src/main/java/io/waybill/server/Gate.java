package io.waybill.server;

import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Between the HTTP server and what answers: while it is shut, calls wait outside.
final class Gate implements HttpService {
  private volatile Optional<HttpService> behind = Optional.empty();
  private final List<HttpCall> waiting = new ArrayList<>();

  @Override
  public void handle(HttpCall call) {
    Optional<HttpService> service = behind;
    if (service.isPresent()) {
      service.get().handle(call);
    } else {
      hold(call);
    }
  }

  void shut() {
    behind = Optional.empty();
  }

  /// Lets in who waits, and everybody after them.
  void open(HttpService service) {
    List<HttpCall> first;
    synchronized (waiting) {
      behind = Optional.of(service);
      first = List.copyOf(waiting);
      waiting.clear();
    }
    first.forEach(service::handle);
  }

  /// The gate may have opened since the caller looked.
  private void hold(HttpCall call) {
    Optional<HttpService> service;
    synchronized (waiting) {
      service = behind;
      if (service.isEmpty()) {
        waiting.add(call);
      }
    }
    service.ifPresent(open -> open.handle(call));
  }
}
