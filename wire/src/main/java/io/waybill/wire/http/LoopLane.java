package io.waybill.wire.http;

import io.netty.channel.EventLoop;
import io.waybill.core.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What the connections of one event loop share: the answers that other threads have ready, the
/// flushes that are due, and the watch over time limits.
///
/// A committer completes dozens of calls at once. The first of them wakes the loop, the others join
/// the stack that the loop then takes whole; each connection is flushed once. A task for each
/// answer was rejected: it costs a queue entry, and a system call for each flush.
@SuppressWarnings("FutureReturnValueIgnored") // the loop is ours; what fails on a channel closes it
final class LoopLane implements Executor {
  /// Something on a connection that is watched.
  interface Member {
    /// Ends what has taken too long. `now` is on the clock of `System.nanoTime`.
    void sweep(long now);

    /// Ends the connection as soon as what is in hand is answered.
    void drain();
  }

  /// An answer that waits for its loop.
  @FunctionalInterface
  interface Delivery {
    void deliver();
  }

  /// A connection with bytes to flush.
  @FunctionalInterface
  interface Flush {
    void flushNow();
  }

  private record Entry(Delivery delivery, @Nullable Entry below) {}

  private final EventLoop loop;
  private final ReplyEncoder encoder;
  private final long sweepNanos;
  private final AtomicReference<@Nullable Entry> ready = new AtomicReference<>();
  private final ArrayDeque<Flush> flushes = new ArrayDeque<>();
  private final Set<Member> members = new LinkedHashSet<>();
  private final byte[] scratch = new byte[64 * 1024];
  private int depth;
  private boolean sweeping;
  private long now = System.nanoTime();

  LoopLane(EventLoop loop, HttpLimits.Times times, TimeSource time) {
    this.loop = loop;
    this.encoder = new ReplyEncoder(time);
    this.sweepNanos = sweepNanos(times);
  }

  /// A quarter of the shortest limit, but not more often than every 5 ms nor less than each second.
  private static long sweepNanos(HttpLimits.Times times) {
    long shortest =
        List.of(times.idle(), times.head(), times.body(), times.unsent(), times.linger()).stream()
            .mapToLong(Duration::toNanos)
            .min()
            .orElseThrow();
    return Math.clamp(shortest / 4, 5_000_000L, 1_000_000_000L);
  }

  EventLoop loop() {
    return loop;
  }

  ReplyEncoder encoder() {
    return encoder;
  }

  /// Bytes for whoever parses on this loop right now.
  byte[] scratch() {
    return scratch;
  }

  /// When the loop's present turn began, on the clock of `System.nanoTime`.
  long now() {
    return now;
  }

  /// Delivers on the loop: at once where its turn is ours, else soon, together with what else is
  /// ready by then.
  void deliver(Delivery delivery) {
    if (loop.inEventLoop() && depth > 0) {
      delivery.deliver();
      return;
    }
    Entry below;
    Entry entry;
    do {
      below = ready.get();
      entry = new Entry(delivery, below);
    } while (!ready.compareAndSet(below, entry));
    if (below == null) {
      loop.execute(this::deliverReady);
    }
  }

  /// Runs `task` on the loop as a delivery: the answers that it gives are flushed together.
  @Override
  public void execute(Runnable task) {
    deliver(task::run);
  }

  private void deliverReady() {
    Entry newest = ready.getAndSet(null);
    Entry oldest = null;
    for (Entry entry = newest; entry != null; entry = entry.below()) {
      oldest = new Entry(entry.delivery(), oldest);
    }
    begin();
    try {
      for (Entry entry = oldest; entry != null; entry = entry.below()) {
        entry.delivery().deliver();
      }
    } finally {
      end();
    }
  }

  /// Opens a turn on the loop, in which answers are written and flushes collected.
  void begin() {
    if (depth++ == 0) {
      now = System.nanoTime();
      encoder.turn(now);
    }
  }

  /// Closes the turn; the outermost one flushes.
  void end() {
    try {
      while (depth == 1 && !flushes.isEmpty()) {
        flushes.poll().flushNow();
      }
    } finally {
      depth--;
    }
  }

  /// Flushes at the end of the turn, in which we must be.
  void flushLater(Flush flush) {
    flushes.add(flush);
  }

  void join(Member member) {
    members.add(member);
    if (!sweeping) {
      sweeping = true;
      loop.schedule(this::sweep, sweepNanos, TimeUnit.NANOSECONDS);
    }
  }

  void leave(Member member) {
    members.remove(member);
  }

  /// Looks at every connection: a field read each. A timer for each request was rejected: it costs
  /// more than the request's parsing, to catch what hardly ever happens.
  private void sweep() {
    begin();
    try {
      for (Member member : new ArrayList<>(members)) {
        member.sweep(now);
      }
    } finally {
      end();
    }
    sweeping = !members.isEmpty() && !loop.isShuttingDown();
    if (sweeping) {
      loop.schedule(this::sweep, sweepNanos, TimeUnit.NANOSECONDS);
    }
  }

  /// Tells every connection to end once it has answered what it has in hand.
  void drain() {
    begin();
    try {
      new ArrayList<>(members).forEach(Member::drain);
    } finally {
      end();
    }
  }
}
