package io.waybill.runtime.environment;

import io.waybill.runtime.api.RuntimeCalls.Reply;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One registered extension. Used under the environment's lock.
final class Extension {
  private final String name;
  private final boolean external;
  private final List<String> events;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private @Nullable CompletableFuture<Reply> next;
  private @Nullable Reply last;

  /// @param external whether it is a process of its own
  Extension(String name, boolean external, List<String> events) {
    this.name = name;
    this.external = external;
    this.events = events;
  }

  String name() {
    return name;
  }

  boolean external() {
    return external;
  }

  List<String> events() {
    return events;
  }

  /// Completed when its process has ended.
  CompletableFuture<Boolean> ended() {
    return ended;
  }

  /// It asks for its next event, which completes `reply`.
  void asks(CompletableFuture<Reply> reply) {
    release();
    if (last != null) {
      reply.complete(last);
    } else {
      next = reply;
    }
  }

  boolean waits() {
    return next != null;
  }

  CompletableFuture<Reply> take() {
    CompletableFuture<Reply> taken = next;
    next = null;
    return taken == null ? new CompletableFuture<>() : taken;
  }

  /// It gets `event` now or when it asks, and nothing after that.
  void shutDown(Reply event) {
    last = event;
    take().complete(event);
  }

  /// What it waits for does not come.
  void release() {
    Optional.ofNullable(next)
        .ifPresent(reply ->
            reply.complete(
                Extensions.refused(410, "Extension.Over", "the environment is being reset")));
    next = null;
  }
}
