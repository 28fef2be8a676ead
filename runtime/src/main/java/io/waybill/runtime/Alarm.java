package io.waybill.runtime;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The one thing that happens when it takes too long; set anew, it forgets what was before.
final class Alarm {
  private final BiFunction<Duration, Runnable, ScheduledFuture<?>> timers;
  private @Nullable ScheduledFuture<?> set;

  Alarm(BiFunction<Duration, Runnable, ScheduledFuture<?>> timers) {
    this.timers = timers;
  }

  void set(Duration delay, Runnable action) {
    cancel();
    set = timers.apply(delay, action);
  }

  void cancel() {
    if (set != null) {
      set.cancel(false);
      set = null;
    }
  }
}
