package io.waybill.runtime.environment;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The one thing that happens when it takes too long; set anew, it forgets what was before.
///
/// Nearly always it is called off long before: so a timer that runs already is left alone, and when
/// it fires it looks whether it is time.
final class Alarm {
  private final BiFunction<Duration, Runnable, ScheduledFuture<?>> timers;
  private @Nullable Runnable action;
  private long due;
  private @Nullable ScheduledFuture<?> timer;
  private long fires;

  Alarm(BiFunction<Duration, Runnable, ScheduledFuture<?>> timers) {
    this.timers = timers;
  }

  synchronized void set(Duration delay, Runnable then) {
    action = then;
    due = System.nanoTime() + delay.toNanos();
    if (timer != null && fires - due > 0) {
      timer.cancel(false);
      timer = null;
    }
    if (timer == null) {
      start(delay);
    }
  }

  private void start(Duration delay) {
    fires = due;
    timer = timers.apply(delay, this::fired);
  }

  synchronized void cancel() {
    action = null;
  }

  /// Nothing will ever be set again.
  synchronized void close() {
    action = null;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void fired() {
    Runnable then;
    synchronized (this) {
      timer = null;
      long left = due - System.nanoTime();
      if (action != null && left > 0) {
        start(Duration.ofNanos(left));
        return;
      }
      then = action;
      action = null;
    }
    if (then != null) {
      then.run();
    }
  }
}
