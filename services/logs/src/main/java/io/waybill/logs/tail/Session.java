package io.waybill.logs.tail;

import io.waybill.core.Arn;
import io.waybill.core.TimeSource;
import io.waybill.engine.time.Timers;
import io.waybill.logs.api.LiveTailSessionStart;
import io.waybill.logs.api.LogsErrors;
import io.waybill.logs.api.StartLiveTailResponseStream;
import io.waybill.logs.api.StartLiveTailResponseStream.SessionStartMember;
import io.waybill.logs.api.StartLiveTailResponseStream.SessionUpdateMember;
import io.waybill.logs.state.LogEvent;
import io.waybill.shapes.EventFeed.Sink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// One session: says what it listens to, then each second what came. Safe for many threads.
final class Session implements Timers.Timed {
  // AWS (StartLiveTail): a session ends after three hours; ten updates wait for a slow reader,
  // then the oldest are lost.
  private static final long LENGTH_MILLIS = Duration.ofHours(3).toMillis();
  private static final int WAITING_MAX = 10;
  private static final long UPDATE_MILLIS = 1_000;

  private final Listening listening;
  private final LiveTailSessionStart start;
  private final Sink<StartLiveTailResponseStream> sink;
  private final Tails tails;
  private final TimeSource time;
  private final Timers timers;
  private final Executor workers;
  private final long endMillis;
  private final ArrayDeque<Arrivals> waiting = new ArrayDeque<>();
  private Arrivals arriving = new Arrivals();
  private boolean started;
  private boolean sending;
  private boolean finished;
  private Ending ending = Ending.NONE;

  /// Whether and how it comes to its end.
  private enum Ending {
    NONE,
    TIMED_OUT,
    STOPPED,
    GONE
  }

  Session(
      Listening listening,
      LiveTailSessionStart start,
      Sink<StartLiveTailResponseStream> sink,
      Tails tails,
      TimeSource time,
      Timers timers,
      Executor workers) {
    this.listening = listening;
    this.start = start;
    this.sink = sink;
    this.tails = tails;
    this.time = time;
    this.timers = timers;
    this.workers = workers;
    this.endMillis = time.millis() + LENGTH_MILLIS;
  }

  Listening listening() {
    return listening;
  }

  synchronized void begin() {
    timers.set(this, time.millis() + UPDATE_MILLIS);
    send();
  }

  synchronized void appended(Arn group, String stream, List<LogEvent> events) {
    if (listening.hasStream(stream)) {
      arriving.add(group, stream, events);
    }
  }

  @Override
  public synchronized void tick() {
    if (ending != Ending.NONE) {
      return;
    }
    waiting.add(arriving);
    arriving = new Arrivals();
    if (waiting.size() > WAITING_MAX) {
      waiting.remove();
    }
    long now = time.millis();
    if (now >= endMillis) {
      end(Ending.TIMED_OUT);
    } else {
      timers.set(this, now + UPDATE_MILLIS);
      send();
    }
  }

  /// The server goes.
  synchronized void stop() {
    end(Ending.STOPPED);
  }

  /// The caller is gone.
  synchronized void abandon() {
    end(Ending.GONE);
  }

  private void end(Ending how) {
    if (ending == Ending.NONE) {
      ending = how;
      tails.end(this);
      send();
    }
  }

  /// Has what waits sent, by one thread at a time.
  private void send() {
    if (!sending) {
      sending = true;
      workers.execute(this::sendAll);
    }
  }

  private void sendAll() {
    try {
      boolean there = true;
      for (var next = next(); next.isPresent(); next = next()) {
        there = there && sink.send(next.get());
        if (!there) {
          abandon();
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      abandon();
    }
    finish();
  }

  /// What is to be sent next.
  private Optional<StartLiveTailResponseStream> next() {
    Arrivals first;
    synchronized (this) {
      if (!started) {
        started = true;
        return Optional.of(new SessionStartMember(start));
      }
      if (waiting.isEmpty()) {
        sending = false;
        return Optional.empty();
      }
      first = waiting.remove();
    }
    return Optional.of(new SessionUpdateMember(first.update(listening)));
  }

  /// Nothing is left to be sent: the end, if it has come.
  private void finish() {
    Ending how;
    synchronized (this) {
      how = finished ? Ending.NONE : ending;
      finished |= how != Ending.NONE;
    }
    switch (how) {
      case NONE -> {}
      case TIMED_OUT ->
          sink.refuse(
              LogsErrors.SESSION_TIMEOUT_EXCEPTION.because(
                  "The Live Tail session has been open for three hours and has ended."));
      case STOPPED, GONE -> sink.end();
    }
  }
}
