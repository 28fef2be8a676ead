package io.waybill.cloudwatch.collect;

import io.waybill.cloudwatch.decide.PutData;
import io.waybill.cloudwatch.model.Datum;
import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.Spread;
import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.operations.Access;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.metrics.MetricSample;
import io.waybill.engine.metrics.MetricSource;
import io.waybill.engine.time.Timers;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the services at each full minute what happened in it, and stores that in bulk.
///
/// The asking has a thread of its own, because it waits for partitions; a minute that ends while
/// the last one is still being collected is collected with the next.
public final class Collector implements Timers.Timed, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final long MINUTE_MILLIS = 60_000;
  private static final int AT_ONCE = 500;

  private record Home(World world, String namespace) {}

  private final Access access;
  private final List<MetricSource> sources;
  private final ExecutorService thread;
  private final AtomicBoolean collecting = new AtomicBoolean();

  /// @param thread one of its own, which it ends when it is closed
  public Collector(Access access, List<MetricSource> sources, ExecutorService thread) {
    this.access = access;
    this.thread = thread;
    this.sources = List.copyOf(sources);
  }

  /// Begins: the first minute that is collected is the one that runs now.
  public void start() {
    wakeAfter(access.time().millis());
  }

  @Override
  public void tick() {
    long now = access.time().millis();
    if (collecting.compareAndSet(false, true)) {
      try {
        thread.execute(() -> collect(now));
      } catch (RejectedExecutionException closed) {
        return;
      }
    }
    wakeAfter(now);
  }

  /// Waits until nothing is being collected. False when that takes longer than `millis`.
  public boolean awaitIdle(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    synchronized (collecting) {
      while (collecting.get()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        collecting.wait(left);
      }
    }
    return true;
  }

  private void wakeAfter(long now) {
    access.engine().timers().set(this, now - now % MINUTE_MILLIS + MINUTE_MILLIS);
  }

  private void collect(long now) {
    // The minute that has just ended, not the one that begins.
    long minute = now - now % MINUTE_MILLIS - MINUTE_MILLIS;
    Map<Home, List<Datum>> data = new HashMap<>();
    try {
      for (MetricSource source : sources) {
        source.collect(sample -> take(sample, minute, data));
      }
      data.forEach(this::store);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.warn("a minute's metrics could not be collected: {}", failure.getMessage());
    } finally {
      synchronized (collecting) {
        collecting.set(false);
        collecting.notifyAll();
      }
    }
  }

  private void take(MetricSample sample, long minute, Map<Home, List<Datum>> data) {
    Home home = new Home(new World(sample.account(), sample.region()), sample.namespace());
    List<Datum> taken = data.computeIfAbsent(home, each -> new ArrayList<>());
    taken.add(datum(sample, minute));
    if (taken.size() == AT_ONCE) {
      store(home, List.copyOf(taken));
      taken.clear();
    }
  }

  private static Datum datum(MetricSample sample, long minute) {
    return new Datum(
        new MetricId(
            sample.namespace(),
            sample.name(),
            sample.dimensions().entrySet().stream()
                .map(each -> new MetricId.Dimension(each.getKey(), each.getValue()))
                .toList()),
        OptionalLong.of(minute),
        sample.unit(),
        Spread.ofValues(
            new Spread.Total(sample.count(), sample.sum(), sample.minimum(), sample.maximum()),
            sample.values()),
        false,
        sample.name());
  }

  private void store(Home home, List<Datum> data) {
    if (!data.isEmpty()) {
      access.inHome(home.world(), home.namespace(), new PutData(home.world(), data), new Logged());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the collection of metrics did not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Nobody waits for a minute's metrics: what goes wrong is told to the log.
  private static final class Logged implements Answer<Unit> {
    @Override
    public void succeed(Unit output) {}

    @Override
    public void refuse(Refusal refusal) {
      LOG.warn("a minute's metrics were refused: {}", refusal.text());
    }

    @Override
    public void fail(Throwable cause) {
      LOG.warn("a minute's metrics were not stored: {}", cause.toString());
    }
  }
}
