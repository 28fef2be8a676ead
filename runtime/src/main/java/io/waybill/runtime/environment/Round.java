package io.waybill.runtime.environment;

import io.waybill.runtime.api.Errors;
import io.waybill.runtime.api.RuntimeCalls;
import io.waybill.runtime.log.Phase;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One life of an environment's runtime and extensions: from their start until something fails and
/// they are started anew. Used under the environment's lock.
final class Round {
  final Phase phase;
  final long begunNanos;
  final Extensions extensions;

  /// The runtime waits for the extensions to register.
  boolean runtimeStarted;

  /// It has run an event.
  boolean served;

  /// Its processes are being ended.
  boolean over;

  private @Nullable CompletableFuture<RuntimeCalls.Reply> next;

  Round(Phase phase, long begunNanos, Extensions extensions) {
    this.phase = phase;
    this.begunNanos = begunNanos;
    this.extensions = extensions;
  }

  /// The runtime asks for its next event, which completes `reply`.
  void asks(CompletableFuture<RuntimeCalls.Reply> reply) {
    Optional.ofNullable(next).ifPresent(Round::cancel);
    next = reply;
  }

  /// The runtime and all extensions wait for an event.
  boolean waits() {
    return next != null && extensions.allWait();
  }

  /// Whom the next event goes to.
  CompletableFuture<RuntimeCalls.Reply> take() {
    CompletableFuture<RuntimeCalls.Reply> taken = next;
    if (taken == null) {
      throw new IllegalStateException("the runtime does not wait");
    }
    next = null;
    return taken;
  }

  /// Nothing more will come.
  void release() {
    Optional.ofNullable(next).ifPresent(Round::cancel);
    extensions.release();
  }

  private static void cancel(CompletableFuture<RuntimeCalls.Reply> reply) {
    reply.complete(
        RuntimeCalls.Reply.of(410, Errors.json("Runtime.Over", "the environment is being reset")));
  }
}
