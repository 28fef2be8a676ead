package io.waybill.runtime.environment;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;

/// Who keeps environments, and hears what becomes of each. Safe for many threads.
public interface Keeper {
  /// It is initialised, for the first time.
  ///
  /// @param isIdle whether it waits for an event
  void ready(Environment environment, boolean isIdle);

  /// It waits for an event.
  void idle(Environment environment);

  /// Its processes have ended.
  void gone(Environment environment);

  /// It was given an event that it did not begin: another one is to run it.
  void again(Environment environment, Handed handed);

  /// Runs `action` after `delay`.
  ScheduledFuture<?> after(Duration delay, Runnable action);
}
