package io.waybill.engine.time;

import io.waybill.core.TimeSource;

/// The one thread that waits for time to pass.
public final class TimerThread implements AutoCloseable {
  private final Timers timers;
  private final TimeSource time;
  private final Thread thread;
  private volatile boolean closing;

  public TimerThread(Timers timers, TimeSource time) {
    this.timers = timers;
    this.time = time;
    this.thread = Thread.ofPlatform().name("waybill-time").daemon().unstarted(this::run);
    thread.start();
  }

  private void run() {
    while (!closing) {
      try {
        timers.await(time.millis());
      } catch (InterruptedException closed) {
        return;
      }
      timers.tickDue(time.millis());
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
