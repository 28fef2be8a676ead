package io.waybill.wire.http;

import java.time.Duration;
import java.util.Optional;

/// Where one HTTP/1 connection stands, and since when: what its time limits are counted from.
final class Stage {
  enum Name {
    /// No byte of a request yet.
    IDLE,
    HEAD,
    BODY,
    /// Calls in hand, nothing half read.
    BUSY,
    /// Nothing more is read; calls in hand are answered.
    LAST,
    /// The same, and the peer has said that it sends nothing more.
    HALF_CLOSED,
    /// Nothing more is written; bytes are thrown away until the peer is done.
    LINGER
  }

  /// What is due.
  enum Due {
    NOTHING,
    CLOSE,
    /// The peer is told that it was too slow.
    REFUSE
  }

  private final HttpLimits.Times times;
  private Name name = Name.IDLE;
  private long since;

  Stage(HttpLimits.Times times, long now) {
    this.times = times;
    this.since = now;
  }

  Name name() {
    return name;
  }

  void enter(Name next, long now) {
    name = next;
    since = now;
  }

  /// Whether bytes of the peer are parsed.
  boolean reading() {
    return switch (name) {
      case IDLE, HEAD, BODY, BUSY -> true;
      case LAST, HALF_CLOSED, LINGER -> false;
    };
  }

  Due due(long now) {
    Optional<Duration> limit = limit();
    if (limit.isEmpty() || now - since <= limit.get().toNanos()) {
      return Due.NOTHING;
    }
    return name == Name.HEAD || name == Name.BODY ? Due.REFUSE : Due.CLOSE;
  }

  private Optional<Duration> limit() {
    return switch (name) {
      case IDLE -> Optional.of(times.idle());
      case HEAD -> Optional.of(times.head());
      case BODY -> Optional.of(times.body());
      case LINGER -> Optional.of(times.linger());
      case BUSY, LAST, HALF_CLOSED -> Optional.empty();
    };
  }

  /// Waits for us do not count against the peer.
  void restart(long now) {
    since = now;
  }
}
