package io.waybill.testkit;

import io.waybill.core.MovableTime;
import io.waybill.engine.journal.Journal;
import io.waybill.engine.time.Timers;
import io.waybill.store.Store;
import java.time.Duration;

/// An engine's journal and timers, which do their work on the test's own thread and only when they
/// are asked to.
public final class OneThread {
  private final OneJournal journal;
  private final Timers timers = new Timers();
  private final MovableTime time;

  public OneThread(Store store, MovableTime time) {
    this.journal = new OneJournal(store);
    this.time = time;
  }

  public Journal journal() {
    return journal;
  }

  public Timers timers() {
    return timers;
  }

  /// Does what is to be done now.
  public void settle() {
    journal.commitAll();
    while (timers.earliest() <= time.millis()) {
      timers.tickDue(time.millis());
      journal.commitAll();
    }
  }

  /// Moves the clock to when something falls due next. False when nothing will.
  public boolean toNext() {
    long earliest = timers.earliest();
    if (earliest == Long.MAX_VALUE) {
      return false;
    }
    time.advanceTo(earliest);
    return true;
  }

  /// Moves the clock, doing on the way what falls due.
  public void advance(Duration forward) {
    long to = time.millis() + forward.toMillis();
    for (long due = timers.earliest(); due <= to; due = timers.earliest()) {
      time.advanceTo(due);
      settle();
    }
    time.advanceTo(to);
    settle();
  }
}
