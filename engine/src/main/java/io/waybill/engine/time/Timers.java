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

  /// What waits, at one moment.
  ///
  /// @param earliest the earliest time that somebody waits for; Long.MAX_VALUE when nobody does
  /// @param taken how many were woken so far: equal numbers mean that none was in between
  public record Outlook(long earliest, long taken) {}

  private final Map<Timed, Long> dues = new LinkedHashMap<>();
  private final Object turn = new Object();
  private long taken;

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
    taken += ready.size();
    return ready;
  }

  public synchronized Outlook outlook() {
    return new Outlook(earliest(), taken);
  }

  /// Wakes those whose time has come. Returns when all who were woken, by whomever, know it.
  public void tickDue(long nowMillis) {
    synchronized (turn) {
      take(nowMillis).forEach(Timed::tick);
    }
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
