package io.waybill.runtime;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.FunctionLogs;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  private static final List<String> BOOTSTRAPS =
      List.of("bootstrap.mjs", "bootstrap.py", "bootstrap.rb", "init.sh");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final RunnerSettings settings;
  private final FunctionLogs logs;
  private final TimeSource time;
  private final Sandbox sandbox;
  private final Launch launch;
  private final String mark;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Pool> pools = new HashMap<>();
  private int count;
  private boolean closed;

  /// Processes are tied to the thread that starts them, so it must live as long as they.
  private final ExecutorService launcher =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("function-launcher").daemon().factory());

  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("function-timers").daemon().factory());

  public ProcessRunner(RunnerSettings settings, FunctionLogs logs, TimeSource time) {
    this.settings = settings;
    this.logs = logs;
    this.time = time;
    timers.setRemoveOnCancelPolicy(true);
    mark = Integer.toHexString(settings.folder().toAbsolutePath().hashCode());
    Leftovers.kill("WAYBILL_RUNNER=" + mark);
    Leftovers.delete(environments());
    Path bootstraps = unpacked();
    sandbox = sandbox(bootstraps.resolve("system"));
    launch = new Launch(sandbox, bootstraps, mark);
  }

  private Sandbox sandbox(Path files) {
    try {
      return new Sandbox(SandboxFiles.made(files), mark);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /// Which isolation functions have on this host, in one line.
  public String isolation() {
    return sandbox.words();
  }

  /// Lambda's runtimes and what runs each here. Waits for the programs that it asks.
  public List<HostRuntime> runtimes() {
    return HostRuntime.all();
  }

  private Path environments() {
    return settings.folder().resolve("environments");
  }

  private Path unpacked() {
    Path folder = settings.folder().resolve("bootstraps");
    try {
      Files.createDirectories(folder);
      for (String name : BOOTSTRAPS) {
        try (InputStream in = ProcessRunner.class.getResourceAsStream(name)) {
          if (in == null) {
            throw new IllegalStateException(name + " is not in this build");
          }
          Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
          SandboxFiles.open(folder.resolve(name));
        }
      }
      JavaClient.copy(folder);
      SandboxFiles.open(folder);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
    return folder;
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
        given = pool.idle.pop().give(handed);
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
    String id = hex(16);
    LogPipe pipe =
        new LogPipe(
            deployment,
            stream(deployment, id),
            logs,
            time,
            "waybill-end-" + hex(8),
            new Telemetry(deployment.logs().json()));
    Site site =
        new Site(pool, deployment, environments().resolve(id), first.isEmpty(), sandbox.isOn());
    try {
      Environment made = new Environment(this, site, time, pipe, first);
      pool.all.add(made);
      count++;
      launcher.execute(() -> launch(made, pipe));
      return "";
    } catch (IOException | RejectedExecutionException cannot) {
      return "an environment could not be made: " + cannot.getMessage();
    }
  }

  private void launch(Environment environment, LogPipe pipe) {
    try {
      ProcessBuilder process =
          launch.prepare(
              environment.site().deployment(),
              environment.site().own(),
              environment.api(),
              pipe.stream(),
              pipe.endMark(),
              environment.site().provisioned());
      environment.launched(process.start());
    } catch (IOException | RuntimeException cannot) {
      log.warn(
          "an environment of {} could not be started: {}",
          environment.site().deployment().functionName(),
          cannot.getMessage());
      environment.kill();
    }
  }

  private String stream(Deployment deployment, String id) {
    return DAY.format(Instant.ofEpochMilli(time.millis())) + "/[" + deployment.version() + "]" + id;
  }

  /// The extensions that an environment's layers bring.
  ExtensionFiles extensions(Path own) {
    return ExtensionFiles.of(own.resolve("opt"), sandbox.place(own.resolve("opt"), "/opt"));
  }

  /// How long an initialisation may take.
  Duration initMax() {
    return settings.initMax();
  }

  /// A new id.
  String id() {
    byte[] made = new byte[16];
    random.nextBytes(made);
    return UUID.nameUUIDFromBytes(made).toString();
  }

  /// X-Ray's header of an event: with a new root, which is not sampled, where it has none.
  String trace(FunctionEvent event) {
    String header = event.traceHeader();
    if (header.toLowerCase(Locale.ROOT).contains("root=")) {
      return header;
    }
    String seconds = HexFormat.of().toHexDigits((int) (time.millis() / 1000));
    String root = "Root=1-" + seconds + "-" + hex(12) + ";Parent=" + hex(8) + ";Sampled=0";
    return header.isEmpty() ? root : root + ';' + header;
  }

  private String hex(int bytes) {
    byte[] made = new byte[bytes];
    random.nextBytes(made);
    return HexFormat.of().formatHex(made);
  }

  /// Ends the environment of another deployment that has been idle longest in its pool.
  private boolean evict() {
    for (Pool pool : pools.values()) {
      if (pool.idle.size() > pool.kept) {
        Environment longest = pool.idle.getLast();
        forget(longest);
        longest.kill();
        return true;
      }
    }
    return false;
  }

  /// It counts no more, whether or not its process has ended yet.
  private void forget(Environment environment) {
    Pool pool = environment.site().pool();
    if (pool.all.remove(environment)) {
      pool.forget(environment);
      count--;
      if (pool.all.isEmpty() && pool.kept == 0) {
        pools.remove(pool.key, pool);
      }
    }
  }

  ScheduledFuture<?> after(Duration delay, Runnable action) {
    return timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  // ---- what environments tell

  /// It is initialised.
  void ready(Environment environment, boolean isIdle) {
    Runnable then;
    synchronized (this) {
      Pool pool = environment.site().pool();
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

  /// It waits for an event.
  void idle(Environment environment) {
    synchronized (this) {
      Pool pool = environment.site().pool();
      if (!pool.retired && !closed && pool.all.contains(environment)) {
        pool.idles(environment);
        watch(pool, settings.idle());
        return;
      }
    }
    environment.kill();
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
        ending.add(pool.idle.removeLast());
        idle = pool.idle();
      }
      if (!pool.idle.isEmpty()) {
        Duration left = settings.idle().minus(idle);
        watch(pool, left.isPositive() ? left : settings.idle());
      }
    }
    ending.forEach(Environment::kill);
  }

  /// Its process has ended.
  void gone(Environment environment) {
    Runnable then;
    synchronized (this) {
      Pool pool = environment.site().pool();
      boolean worked = pool.initialised.contains(environment);
      forget(environment);
      if (worked && !pool.retired && pool.all.size() < pool.kept) {
        start(environment.site().deployment(), pool, Optional.empty());
      }
      then = pool.settled();
    }
    then.run();
    Leftovers.delete(environment.site().own());
    sandbox.cgroups().remove(environment.site().own().getFileName().toString());
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
        Environment longest = pool.idle.getLast();
        forget(longest);
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
          ending.addAll(pool.idle);
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
    launcher.shutdown();
    timers.shutdownNow();
    Leftovers.kill("WAYBILL_RUNNER=" + mark);
    Leftovers.delete(environments());
  }
}
