package io.waybill.runtime;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.FunctionLogs;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.LocalPorts;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.runtime.environment.Environment;
import io.waybill.runtime.environment.Handed;
import io.waybill.runtime.environment.Keeper;
import io.waybill.runtime.host.HostRuntime;
import io.waybill.runtime.host.LiveFolder;
import io.waybill.runtime.host.Programs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs functions in processes of this host, and keeps them warm.
public final class ProcessRunner implements FunctionRunner, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ProcessRunner.class);

  private final RunnerSettings settings;
  private final Starter starter;
  private final Map<String, Pool> pools = new HashMap<>();
  private int count;
  private boolean closed;

  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("function-timers").daemon().factory());

  /// @param logs where what functions write goes
  /// @param ports where functions are heard
  public ProcessRunner(
      RunnerSettings settings, FunctionLogs logs, LocalPorts ports, TimeSource time) {
    this.settings = settings;
    this.starter = new Starter(settings, logs, ports, time);
    timers.setRemoveOnCancelPolicy(true);
  }

  /// Which isolation functions have on this host, in one line.
  public String isolation() {
    return starter.isolation();
  }

  /// Lambda's runtimes and what runs each here. Waits for the programs that it asks.
  public List<HostRuntime> runtimes() {
    return HostRuntime.all();
  }

  @Override
  public Optional<String> missing(String runtime) {
    return Programs.missing(runtime);
  }

  @Override
  public void run(Deployment deployment, FunctionEvent event, RunListener listener) {
    Handed handed = new Handed(event, listener);
    Optional<Runnable> given = Optional.empty();
    String refusal = "";
    synchronized (this) {
      Pool pool = pool(deployment);
      while (given.isEmpty() && !pool.idle.isEmpty()) {
        given = pool.idle.pop().environment().give(handed);
      }
      if (given.isEmpty()) {
        refusal = start(deployment, pool, Optional.of(handed));
      }
    }
    given.ifPresent(Runnable::run);
    if (!refusal.isEmpty()) {
      listener.ended(new RunOutcome.NotRun(refusal, RunOutcome.Report.NONE));
    }
  }

  private Pool pool(Deployment deployment) {
    return pools.computeIfAbsent(key(deployment), Pool::new);
  }

  /// A person's own folder counts as another deployment when its files have changed.
  private static String key(Deployment deployment) {
    return deployment.isLive()
        ? deployment.id() + '#' + LiveFolder.signature(deployment.code())
        : deployment.id();
  }

  /// Starts an environment; answers why it can't, or nothing.
  private String start(Deployment deployment, Pool pool, Optional<Handed> first) {
    if (closed) {
      return "the server stops";
    }
    if (count >= settings.environmentsMax() && !evict()) {
      return "there are "
          + count
          + " environments, all busy, and this host is to have no more than "
          + settings.environmentsMax();
    }
    try {
      pool.all.add(starter.start(deployment, new Keeping(pool), first));
      count++;
      return "";
    } catch (RejectedExecutionException cannot) {
      return "an environment could not be made: " + cannot.getMessage();
    }
  }

  /// Ends the environment of another deployment that has been idle longest in its pool.
  private boolean evict() {
    for (Pool pool : pools.values()) {
      if (pool.idle.size() > pool.kept) {
        Environment longest = pool.idle.getLast().environment();
        forget(longest, pool);
        longest.kill();
        return true;
      }
    }
    return false;
  }

  /// It counts no more, whether or not its process has ended yet.
  private void forget(Environment environment, Pool pool) {
    if (pool.all.remove(environment)) {
      pool.forget(environment);
      count--;
      if (pool.all.isEmpty() && pool.kept == 0) {
        pools.remove(pool.key, pool);
      }
    }
  }

  // ---- what environments tell

  /// Keeps the environments of a pool.
  private final class Keeping implements Keeper {
    private final Pool pool;

    Keeping(Pool pool) {
      this.pool = pool;
    }

    @Override
    public void ready(Environment environment, boolean isIdle) {
      Runnable then;
      synchronized (ProcessRunner.this) {
        if (pool.all.contains(environment)) {
          pool.initialised.add(environment);
        }
        then = pool.settled();
      }
      then.run();
      if (isIdle) {
        idle(environment);
      }
    }

    @Override
    public void idle(Environment environment) {
      synchronized (ProcessRunner.this) {
        if (!pool.retired && !closed && pool.all.contains(environment)) {
          pool.idles(environment);
          watch(pool, settings.idle());
          return;
        }
      }
      environment.kill();
    }

    @Override
    public void gone(Environment environment) {
      Runnable then;
      synchronized (ProcessRunner.this) {
        boolean worked = pool.initialised.contains(environment);
        forget(environment, pool);
        if (worked && !pool.retired && pool.all.size() < pool.kept) {
          start(environment.site().deployment(), pool, Optional.empty());
        }
        then = pool.settled();
      }
      then.run();
      starter.clear(environment);
    }

    @Override
    public void again(Environment environment, Handed handed) {
      run(environment.site().deployment(), handed.event(), handed.listener());
    }

    @Override
    public ScheduledFuture<?> after(Duration delay, Runnable action) {
      return ProcessRunner.this.after(delay, action);
    }
  }

  private ScheduledFuture<?> after(Duration delay, Runnable action) {
    return timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Looks after `delay` for those of a pool that have been idle for long: one timer a pool,
  /// however many events it runs.
  private void watch(Pool pool, Duration delay) {
    if (!pool.watched) {
      pool.watched = true;
      ScheduledFuture<?> _ = after(delay, () -> endIdle(pool));
    }
  }

  private void endIdle(Pool pool) {
    List<Environment> ending = new ArrayList<>();
    synchronized (this) {
      pool.watched = false;
      Duration idle = pool.idle();
      while (idle.compareTo(settings.idle()) >= 0 && pool.all.size() - ending.size() > pool.kept) {
        ending.add(pool.idle.removeLast().environment());
        idle = pool.idle();
      }
      if (!pool.idle.isEmpty()) {
        Duration left = settings.idle().minus(idle);
        watch(pool, left.isPositive() ? left : settings.idle());
      }
    }
    ending.forEach(Environment::kill);
  }

  @Override
  public void provision(Deployment deployment, int environments, IntConsumer then) {
    Runnable settled;
    List<Environment> surplus = new ArrayList<>();
    synchronized (this) {
      Pool pool = pool(deployment);
      boolean fewer = environments < pool.kept;
      pool.kept = environments;
      pool.await(then);
      while (fewer && pool.all.size() > environments && !pool.idle.isEmpty()) {
        Environment longest = pool.idle.getLast().environment();
        forget(longest, pool);
        surplus.add(longest);
      }
      for (int missing = environments - pool.all.size(); missing > 0; missing--) {
        String refusal = start(deployment, pool, Optional.empty());
        if (!refusal.isEmpty()) {
          log.warn("{} can't be provisioned whole: {}", deployment.functionName(), refusal);
          break;
        }
      }
      settled = pool.settled();
    }
    surplus.forEach(Environment::kill);
    settled.run();
  }

  @Override
  public void retire(String id) {
    List<Environment> ending = new ArrayList<>();
    synchronized (this) {
      pools.forEach((key, pool) -> {
        if (key.equals(id) || key.startsWith(id + '#')) {
          pool.retired = true;
          pool.kept = 0;
          pool.idle.forEach(each -> ending.add(each.environment()));
          pool.idle.clear();
        }
      });
    }
    ending.forEach(Environment::kill);
  }

  /// Ends every environment, whatever it does.
  @Override
  public void close() {
    List<Environment> ending = new ArrayList<>();
    synchronized (this) {
      closed = true;
      pools.values().forEach(pool -> ending.addAll(pool.all));
    }
    ending.forEach(Environment::kill);
    ending.forEach(Environment::awaitEnd);
    timers.shutdownNow();
    starter.close();
  }
}
