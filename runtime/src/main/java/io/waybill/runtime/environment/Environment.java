package io.waybill.runtime.environment;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.functions.RunOutcome.Report;
import io.waybill.runtime.api.Callers;
import io.waybill.runtime.api.RuntimeCalls;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import io.waybill.runtime.host.Api;
import io.waybill.runtime.log.LogPipe;
import io.waybill.runtime.log.Phase;
import io.waybill.runtime.log.PlatformLines.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One sandbox that runs a deployment's events, one at a time. What fails ends its processes, not
/// the environment: they are started anew for the next event, with the same `/tmp`, as AWS does.
///
/// Every step is decided under the lock, and what it does to others is done after it.
public final class Environment implements Cell.Listener {
  private static final Logger log = LoggerFactory.getLogger(Environment.class);

  private final Keeper keeper;
  private final Ids ids;
  private final Site site;
  private final Alarm alarm;
  private final TimeSource time;
  private final LogPipe logs;
  private final Telling telling;
  private final Ending ending;
  private final RuntimeCalls calls;
  private final long madeNanos = System.nanoTime();

  private State state = State.STARTING;
  private @Nullable Cell cell;
  private @Nullable Round round;
  private @Nullable Handed given;
  private @Nullable Handed running;
  private long startedNanos;

  /// What the next event's report says of the initialisation.
  private Duration init = Duration.ZERO;

  /// The runner may give it events.
  private boolean offered;

  /// It was initialised at least once.
  private boolean proven;

  private boolean stopped;
  private boolean gone;

  /// What is said when all have settled after an event that extensions go on with.
  private Runnable settled = () -> {};

  /// @param first its first event, if there is one already
  public Environment(
      Keeper keeper, Ids ids, Site site, TimeSource time, LogPipe logs, Optional<Handed> first) {
    this.keeper = keeper;
    this.ids = ids;
    this.site = site;
    this.time = time;
    this.logs = logs;
    this.alarm = new Alarm(keeper::after);
    this.telling = new Telling(site, logs, time, keeper::after);
    this.ending = new Ending(this, telling, time, ids::uuid);
    this.given = first.orElse(null);
    this.calls =
        new RuntimeCalls(site.ports(), new Callers(site.sandboxed()), new RuntimeApi(this));
  }

  public Site site() {
    return site;
  }

  Telling telling() {
    return telling;
  }

  /// Where its processes call. Waits until that is open.
  public Api api() throws IOException {
    return site.api(calls);
  }

  /// Decides under the lock, and acts after it.
  private void step(Consumer<List<Runnable>> decide) {
    List<Runnable> then = new ArrayList<>();
    synchronized (this) {
      decide.accept(then);
    }
    then.forEach(Runnable::run);
  }

  /// The first process runs. The initialisation is bounded from here on.
  public void launched(Process started) {
    Cell made = new Cell(started);
    calls.launched(started);
    PipeThread.start("function-output", () -> logs.drain(started));
    made.listen(this);
    CompletableFuture<Void> _ = started.onExit().thenAccept(ended -> exited(ended.exitValue()));
    step(then -> {
      cell = made;
      if (state == State.DEAD) { // it was given up before it began
        then.add(made::destroy);
      } else {
        begin(Phase.INIT, madeNanos, then);
      }
    });
  }

  private void begin(Phase phase, long begunNanos, List<Runnable> then) {
    ExtensionFiles files = site.extensions();
    Round begun = new Round(phase, begunNanos, new Extensions(files.inside()));
    Cell here = known(cell);
    round = begun;
    state = State.INITIALISING;
    if (phase == Phase.INVOKE) {
      alarm.set(site.deployment().timeout(), () -> timedOut(begun));
    } else {
      alarm.set(telling.lines().initMax(), () -> initLate(begun));
    }
    then.add(() -> telling.initStart(phase));
    files.inside().values().forEach(path -> then.add(() -> here.startExtension(path)));
    if (files.inside().isEmpty()) {
      begun.runtimeStarted = true;
      then.add(here::startRuntime);
    }
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("an environment lacks what its state needs");
    }
    return value;
  }

  /// Takes an event and answers what to do about it, outside of every lock; nothing where it has
  /// ended.
  public synchronized Optional<Runnable> give(Handed handed) {
    if (state == State.DEAD || given != null) {
      return Optional.empty();
    }
    given = handed;
    offered = false;
    List<Runnable> then = new ArrayList<>();
    if (state == State.COLD) {
      begin(Phase.INVOKE, System.nanoTime(), then);
    } else if (state == State.READY) {
      dispatch(then);
    }
    return Optional.of(() -> then.forEach(Runnable::run));
  }

  /// The next event, when it comes.
  CompletableFuture<Reply> next() {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    step(then -> {
      Round here = known(round);
      here.asks(reply);
      if (here.over) {
        here.release();
      } else {
        advance(then);
      }
    });
    return reply;
  }

  /// Reads or changes the present round.
  synchronized <T> T inRound(Function<Round, T> what) {
    return what.apply(known(round));
  }

  /// Whether the initialisation is over.
  synchronized boolean isInitialised() {
    return state != State.INITIALISING;
  }

  /// An extension has registered or waits: something may be due.
  void settle() {
    step(then -> {
      Round here = known(round);
      if (state == State.INITIALISING && !here.runtimeStarted && here.extensions.allRegistered()) {
        here.runtimeStarted = true;
        then.add(known(cell)::startRuntime);
      }
      advance(then);
    });
  }

  private void advance(List<Runnable> then) {
    Round here = known(round);
    if (!here.waits()) {
      return;
    }
    if (state == State.INITIALISING) {
      initialised(here, then);
    } else if (state == State.SETTLING) {
      alarm.cancel();
      state = State.READY;
      then.add(settled);
      settled = () -> {};
    }
    if (state == State.READY && given != null) {
      dispatch(then);
    }
  }

  private void initialised(Round here, List<Runnable> then) {
    alarm.cancel();
    state = State.READY;
    Duration took = since(here.begunNanos);
    init = here.phase == Phase.INIT ? took : Duration.ZERO;
    then.add(() -> telling.initialised(here.phase, Status.SUCCESS, took));
    telling.measure(known(cell));
    boolean isFirst = !proven;
    boolean isIdle = given == null && !offered;
    proven = true;
    then.add(telling.telemetry()::initialised);
    offered |= isIdle;
    if (isFirst) {
      then.add(() -> keeper.ready(this, isIdle));
    } else if (isIdle) {
      then.add(() -> keeper.idle(this));
    }
  }

  private void dispatch(List<Runnable> then) {
    Round here = known(round);
    Handed handed = known(given);
    given = null;
    running = handed;
    state = State.BUSY;
    long now = System.nanoTime();
    // AWS: an initialisation within an event's time counts as the event's.
    startedNanos = here.phase == Phase.INVOKE && !here.served ? here.begunNanos : now;
    here.served = true;
    Duration left = site.deployment().timeout().minusNanos(now - startedNanos);
    alarm.set(left, () -> timedOut(here));
    FunctionEvent event = handed.event();
    EventReply reply = new EventReply(event, time.millis() + left.toMillis(), ids.trace(event));
    CompletableFuture<Reply> runtime = here.take();
    then.add(() -> telling.start(event));
    if (!here.extensions.isEmpty()) {
      then.addAll(here.extensions.dispatch(reply.extension(), ids.uuid()));
    }
    then.add(() -> runtime.complete(reply.runtime()));
  }

  /// The event under way, if it has that request id.
  synchronized Optional<Handed> running(String requestId) {
    return Optional.ofNullable(running)
        .filter(handed -> handed.event().requestId().equals(requestId));
  }

  /// The runtime has answered `handed`, with `bytes` bytes.
  ///
  /// @param silent whether it is known that the event has written nothing
  void answered(Handed handed, long bytes, boolean silent, Function<Report, RunOutcome> ending) {
    step(then -> {
      if (running != handed) {
        return;
      }
      running = null;
      state = State.SETTLING;
      Duration took = since(startedNanos);
      Duration cold = init;
      init = Duration.ZERO;
      if (known(round).extensions.isEmpty()) {
        alarm.cancel();
        offered = true;
        then.add(() -> {
          telling.done(handed, took, bytes, silent);
          Report report = telling.closed(handed, Status.SUCCESS, telling.report(took, cold));
          // It can be used again before the caller hears of it, whose next event would find no
          // other.
          keeper.idle(this);
          handed.listener().ended(ending.apply(report));
        });
      } else {
        settled =
            () -> {
              Report _ = telling.closed(handed, Status.SUCCESS, telling.report(took, cold));
              telling.written();
              offer();
            };
        then.add(() -> {
          telling.done(handed, took, bytes, silent);
          handed.listener().ended(ending.apply(telling.tailed(handed, telling.report(took, cold))));
        });
      }
    });
  }

  private void offer() {
    step(then -> {
      if (!offered && given == null && state != State.DEAD) {
        offered = true;
        then.add(() -> keeper.idle(this));
      }
    });
  }

  private void timedOut(Round when) {
    fail(when, Failure.timedOut(site.deployment().timeout(), time.millis()));
  }

  private void initLate(Round when) {
    fail(when, Failure.timedOut(telling.lines().initMax(), time.millis()));
  }

  /// The initialisation told why it can't go on.
  void initFailed(String errorType, byte[] error) {
    if (!isInitialised()) {
      fail(inRound(here -> here), Failure.told(errorType, error));
    }
  }

  /// An extension has registered.
  void registered(String name, List<String> events) {
    telling.tell(telling.lines().extension(name, events, "Registered", ""));
    settle();
  }

  /// A new id.
  String id() {
    return ids.uuid();
  }

  /// An extension told why it can't go on.
  void extensionFailed(String errorType, String message) {
    fail(inRound(here -> here), Failure.extension(errorType, message));
  }

  @Override
  public void ended(String name, int code) {
    if (name.equals(Cell.RUNTIME)) {
      fail(inRound(here -> here), Failure.exited(code));
      return;
    }
    boolean mattered;
    synchronized (this) {
      mattered = round != null && round.extensions.ended(name).isPresent();
    }
    if (mattered) {
      String how = code == 0 ? "exit code 0" : "exit status " + code;
      fail(inRound(here -> here), Failure.extension("Extension.Crash", how));
    }
  }

  @Override
  public void wrote(String extension, String line) {
    logs.extension(line);
  }

  /// Ends the processes of `when`; what was under way fails.
  private void fail(Round when, Failure failure) {
    step(then -> {
      if (round != when || when.over || state == State.DEAD || state == State.STARTING) {
        return;
      }
      when.over = true;
      alarm.cancel();
      boolean wasInitialising = state == State.INITIALISING;
      state = State.RESETTING;
      Handed cut = running;
      if (wasInitialising && when.phase == Phase.INVOKE) {
        cut = given;
        given = null;
        startedNanos = when.begunNanos;
      }
      running = null;
      Reset reset =
          new Reset(
              known(cell),
              when,
              failure,
              Optional.ofNullable(cut),
              wasInitialising,
              init,
              took(failure));
      init = Duration.ZERO;
      Runnable after = () -> step(more -> restart(reset, more));
      then.add(
          () -> Thread.ofVirtual().name("function-reset").start(() -> ending.reset(reset, after)));
    });
  }

  private Duration took(Failure failure) {
    boolean late = failure.status().word().equals("timeout");
    return late ? site.deployment().timeout() : since(startedNanos);
  }

  /// Decides what follows after processes were ended.
  private void restart(Reset reset, List<Runnable> then) {
    then.add(settled);
    settled = () -> {};
    if (state == State.DEAD) {
      return;
    }
    if (given != null) {
      begin(Phase.INVOKE, System.nanoTime(), then);
      return;
    }
    state = State.COLD;
    if (reset.wasInitialising() && reset.round().phase == Phase.INIT) {
      then.add(this::kill);
    } else if (!offered) {
      offered = true;
      then.add(() -> keeper.idle(this));
    }
  }

  /// Ends the environment and everything in it.
  public void kill() {
    step(then -> {
      stopped = true;
      boolean quiet = state == State.READY;
      state = State.DEAD;
      Cell here = cell;
      if (here == null) {
        then.add(() -> exited(0));
      } else if (quiet && !known(round).extensions.isEmpty()) {
        Round last = known(round);
        last.over = true;
        then.add(() ->
            Thread.ofVirtual()
                .start(() -> {
                  ending.end(here, last, "spindown");
                  here.destroy();
                }));
      } else {
        then.add(here::destroy);
      }
    });
  }

  /// Waits, for some seconds at most, until the process has ended.
  public void awaitEnd() {
    Cell killed;
    synchronized (this) {
      killed = cell;
    }
    try {
      if (killed != null && !killed.awaitEnd()) {
        log.warn("a process of {} does not end", site.deployment().functionName());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void exited(int code) {
    step(then -> {
      if (gone) {
        return;
      }
      gone = true;
      state = State.DEAD;
      alarm.close();
      Optional<Handed> cut = Optional.ofNullable(running);
      Optional<Handed> waiting = Optional.ofNullable(given);
      running = null;
      given = null;
      Duration took = since(startedNanos);
      boolean wasStopped = stopped;
      boolean wasProven = proven;
      Optional.ofNullable(round).ifPresent(Round::release);
      then.add(calls::close);
      then.add(() -> keeper.gone(this));
      cut.ifPresent(handed -> then.add(() -> telling.lost(handed, code, wasStopped, took)));
      waiting.ifPresent(handed ->
          then.add(() -> {
            if (wasProven) {
              keeper.again(this, handed);
            } else {
              telling.lost(handed, code, wasStopped, Duration.ZERO);
            }
          }));
    });
    log.debug("an environment of {} ended with {}", site.deployment().functionName(), code);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
