package io.waybill.runtime;

import io.waybill.runtime.environment.Environment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The environments of one deployment. Used under the runner's lock.
final class Pool {
  /// Under which the runner finds it.
  final String key;

  /// One that waits for an event, and since when.
  record Idle(Environment environment, long sinceNanos) {}

  /// The last one used comes first.
  final ArrayDeque<Idle> idle = new ArrayDeque<>();

  /// Somebody will look for those that have been idle for long.
  boolean watched;

  final Set<Environment> all = new HashSet<>();

  /// How many stay, however long they are idle.
  int kept;

  final Set<Environment> initialised = new HashSet<>();

  /// Who waits for those that are to stay; null for nobody.
  private @Nullable IntConsumer awaiting;

  /// No event will come any more.
  boolean retired;

  Pool(String key) {
    this.key = key;
  }

  void idles(Environment environment) {
    idle.push(new Idle(environment, System.nanoTime()));
  }

  /// How long the one has been idle that has been so longest; zero where none is.
  Duration idle() {
    Idle longest = idle.peekLast();
    return longest == null
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - longest.sinceNanos());
  }

  /// It is no more.
  void forget(Environment environment) {
    idle.removeIf(each -> each.environment() == environment);
    initialised.remove(environment);
  }

  /// `then` is to get how many are initialised when those that are to stay are, or when no more
  /// will be.
  void await(IntConsumer then) {
    awaiting = then;
  }

  /// What is to run, without the lock, since somebody waited for what is now so.
  Runnable settled() {
    IntConsumer told = awaiting;
    int ready = initialised.size();
    if (told == null || (ready < kept && ready < all.size())) {
      return () -> {};
    }
    awaiting = null;
    return () -> told.accept(Math.min(ready, kept));
  }
}
