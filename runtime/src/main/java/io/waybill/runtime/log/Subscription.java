package io.waybill.runtime.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one extension subscribed to: collects events and delivers them in batches, from a thread of
/// its own. Bounded: what an extension does not take is dropped, and it is told how much.
final class Subscription implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Subscription.class);
  private static final int BATCHES_KEPT = 4;

  /// AWS (Lambda Logs API): what the older API tells of the platform.
  private static final Set<String> OLDER =
      Set.of(
          "platform.start",
          "platform.end",
          "platform.report",
          "platform.fault",
          "platform.extension",
          "platform.logsSubscription",
          "platform.logsDropped");

  private final SubscriptionRequest asked;
  private final boolean older;
  private final Listener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<String> events = new ArrayDeque<>();
  private int bytes;
  private int droppedEvents;
  private long droppedBytes;
  private long lastMillis;
  private boolean urgent;
  private boolean closed;

  /// @param older whether it is of the Logs API
  Subscription(SubscriptionRequest asked, boolean older) {
    this.asked = asked;
    this.older = older;
    this.listener = new Listener(asked);
    Thread.ofVirtual().name("function-telemetry").start(this::deliver);
  }

  /// Takes an event, if it was asked for.
  void take(TelemetryEvent event) {
    if (!wants(event)) {
      return;
    }
    String json = event.json(older);
    lock.lock();
    try {
      lastMillis = event.millis();
      if (bytes + json.length() > BATCHES_KEPT * asked.bytesMax()
          || events.size() >= BATCHES_KEPT * asked.itemsMax()) {
        droppedEvents++;
        droppedBytes += json.length();
        return;
      }
      events.add(json);
      bytes += json.length();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean wants(TelemetryEvent event) {
    if (!asked.types().contains(event.category())) {
      return false;
    }
    if (!event.category().equals("platform")) {
      return true;
    }
    boolean runtimeDone = event.type().equals("platform.runtimeDone");
    return older
        ? OLDER.contains(event.type()) || (runtimeDone && asked.schema().equals("2021-03-18"))
        : !event.older();
  }

  /// What has been collected is delivered at once.
  void flush() {
    lock.lock();
    try {
      urgent = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void deliver() {
    try (listener) {
      for (List<String> batch = next(); !batch.isEmpty(); batch = next()) {
        try {
          listener.send(batch);
        } catch (IOException refused) {
          log.debug("an extension does not take its telemetry: {}", refused.getMessage());
          drop(batch);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void drop(List<String> batch) {
    lock.lock();
    try {
      droppedEvents += batch.size();
      droppedBytes += batch.stream().mapToLong(String::length).sum();
    } finally {
      lock.unlock();
    }
  }

  /// The next batch, when it is full or old enough; empty at the end.
  private List<String> next() throws InterruptedException {
    lock.lock();
    try {
      while (events.isEmpty() && !closed) {
        urgent = false;
        changed.await();
      }
      long left = TimeUnit.MILLISECONDS.toNanos(asked.timeoutMillis());
      while (!isFull() && !urgent && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return taken();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return events.size() >= asked.itemsMax() || bytes >= asked.bytesMax();
  }

  private List<String> taken() {
    List<String> batch = new ArrayList<>();
    int size = 0;
    while (!events.isEmpty()
        && batch.size() < asked.itemsMax()
        && (batch.isEmpty() || size + events.peek().length() <= asked.bytesMax())) {
      String event = events.remove();
      size += event.length();
      batch.add(event);
    }
    bytes -= size;
    if (droppedEvents > 0 && !batch.isEmpty()) {
      batch.add(TelemetryEvent.dropped(lastMillis, droppedEvents, droppedBytes));
      droppedEvents = 0;
      droppedBytes = 0;
    }
    return batch;
  }

  /// Nothing more will come; what is there is still delivered.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
