package io.waybill.engine.time;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who wants to be woken when. One entry for each partition, whatever number of messages it has
/// parked.
public final class Timers {
  /// Something that has work at a certain time.
  public interface Timed {
    void tick();
  }

  private final Map<Timed, Long> dues = new LinkedHashMap<>();

  /// Wakes `timed` at `millis`, instead of when it wanted before.
  public synchronized void set(Timed timed, long millis) {
    dues.put(timed, millis);
    notifyAll();
  }

  /// The earliest time that somebody waits for; Long.MAX_VALUE when nobody does.
  public synchronized long earliest() {
    long earliest = Long.MAX_VALUE;
    for (long due : dues.values()) {
      earliest = Math.min(earliest, due);
    }
    return earliest;
  }

  /// Takes out those whose time has come, the earliest first.
  public synchronized List<Timed> take(long nowMillis) {
    List<Timed> ready =
        dues.entrySet().stream()
            .filter(entry -> entry.getValue() <= nowMillis)
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    ready.forEach(dues::remove);
    return ready;
  }

  /// Waits until the earliest due time may have come, an earlier one was set, or the clock was
  /// moved.
  ///
  /// @param nowMillis the time of the caller's clock
  @SuppressWarnings("WaitNotInLoop") // the caller loops, and looks at the clock each time
  synchronized void await(long nowMillis) throws InterruptedException {
    long earliest = earliest();
    if (earliest == Long.MAX_VALUE) {
      wait();
    } else if (earliest > nowMillis) {
      wait(earliest - nowMillis);
    }
  }

  /// The clock was moved: whoever waits looks again.
  public synchronized void clockMoved() {
    notifyAll();
  }
}
