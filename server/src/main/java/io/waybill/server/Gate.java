package io.waybill.server;

import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpHeaders;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Between the HTTP server and what answers: while it is shut, calls wait outside.
final class Gate implements HttpService {
  private final ReentrantReadWriteLock passage = new ReentrantReadWriteLock();
  private volatile Optional<HttpService> behind = Optional.empty();
  private final List<HttpCall> waiting = new ArrayList<>();

  @Override
  public void handle(HttpCall call) {
    if (!passed(call)) {
      hold(call);
    }
  }

  @Override
  public HttpReply unread(int status, String message, HttpHeaders headers) {
    return behind
        .map(service -> service.unread(status, message, headers))
        .orElseGet(() -> HttpReply.text(status, message));
  }

  /// Whether the call went through; where the gate is shut, or about to be, it did not.
  private boolean passed(HttpCall call) {
    if (!passage.readLock().tryLock()) {
      return false;
    }
    try {
      Optional<HttpService> service = behind;
      service.ifPresent(open -> open.handle(call));
      return service.isPresent();
    } finally {
      passage.readLock().unlock();
    }
  }

  /// Returns when every call that went through has been handed to the engine: later ones wait
  /// outside. Without that, a call could reach an engine that has stopped since.
  @SuppressWarnings("LockNotBeforeTry") // there is nothing to do while it is held
  void shut() {
    behind = Optional.empty();
    passage.writeLock().lock(); // waits for those inside; nobody follows them
    passage.writeLock().unlock();
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
