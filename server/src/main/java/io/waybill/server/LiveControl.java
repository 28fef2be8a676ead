package io.waybill.server;

import io.waybill.core.MovableTime;
import io.waybill.engine.Engine;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.time.Timers;
import io.waybill.server.admin.ClockAction;
import io.waybill.server.admin.ClockFace;
import io.waybill.server.admin.Control;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Does to a running server what an operator or a test asks for.
final class LiveControl implements Control {
  private static final long QUIET_MILLIS = 60_000;

  /// What one step starts in another partition starts at most one more thing back in the first: a
  /// transfer and its receipt.
  private static final int HOPS = 4;

  private final WaybillServer server;

  LiveControl(WaybillServer server) {
    this.server = server;
  }

  @Override
  public ClockFace clock() {
    return LiveInspection.clock(server);
  }

  @Override
  public synchronized ClockFace clock(ClockAction action) {
    if (!(server.time() instanceof MovableTime time)) {
      throw new IllegalStateException("the clock of a server can be moved only in test mode");
    }
    switch (action) {
      case ClockAction.Stop stop -> time.stop();
      case ClockAction.Resume resume -> {
        time.resume();
        server.works().timers().clockMoved();
      }
      case ClockAction.Advance(Duration by) -> leap(time, time.millis() + by.toMillis());
      case ClockAction.Set(Instant to) -> leap(time, to.toEpochMilli());
    }
    return clock();
  }

  /// Moves from one due time to the next, and lets each moment's work become durable before the
  /// next comes. Leaping at once was rejected: a message that is due tomorrow would be stamped with
  /// the day after.
  private void leap(MovableTime time, long target) {
    boolean running = !time.isStopped();
    time.stop();
    Timers timers = server.works().timers();
    try {
      while (true) {
        timers.tickDue(time.millis());
        Timers.Outlook before = timers.outlook();
        awaitQuiet();
        Timers.Outlook after = timers.outlook();
        if (after.taken() != before.taken() || after.earliest() <= time.millis()) {
          continue;
        }
        if (after.earliest() > target) {
          break;
        }
        time.advanceTo(after.earliest());
      }
      time.advanceTo(target);
      awaitMetrics();
    } finally {
      if (running) {
        time.resume();
      }
      timers.clockMoved();
    }
  }

  /// Waits for the metrics of a minute that ended on the way.
  private void awaitMetrics() {
    try {
      if (!server.works().collector().awaitIdle(QUIET_MILLIS)) {
        throw new IllegalStateException("the collection of metrics does not come to an end");
      }
      awaitQuietPartitions();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server is stopping", interrupted);
    }
  }

  /// Waits for what was set off to become durable, deliveries included, and what those set off.
  private void awaitQuiet() {
    Underway underway = server.works().underway();
    try {
      long before;
      do {
        before = underway.begun();
        if (!underway.awaitNone(QUIET_MILLIS)) {
          throw new IllegalStateException("a delivery does not come to an end");
        }
        awaitQuietPartitions();
      } while (underway.begun() != before);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server is stopping", interrupted);
    }
  }

  private void awaitQuietPartitions() throws InterruptedException {
    Engine engine = server.works().engine();
    for (int hop = 0; hop < HOPS; hop++) {
      if (!engine.awaitQuiet(QUIET_MILLIS)) {
        throw new IllegalStateException("what is due does not come to an end");
      }
    }
  }

  @Override
  public synchronized void reset() {
    server.reset();
  }

  @Override
  public void backup(Path target) throws IOException {
    server.store().backup(target);
    // Packages come after what names them: none is removed while the server runs.
    server.works().lambda().packages().backup(target.resolve(Works.FUNCTIONS));
  }
}
