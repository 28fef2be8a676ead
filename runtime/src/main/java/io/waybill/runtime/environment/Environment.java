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

/// One sandbox that runs a deployment's events, one at a time. What fails ends its processes, not
/// the environment: they are started anew for the next event, with the same `/tmp`, as AWS does.
///
/// Every step is decided under the lock, and what it does to others is done after it.
public final class Environment implements Cell.Listener {
  private final Keeper keeper;
  private final Ids ids;
  private final Site site;
  private final Alarm alarm;
  private final TimeSource time;
  private final LogPipe logs;
  private final Telling telling;
  private final RuntimeCalls calls;
  private final long madeNanos = System.nanoTime();
  private final Course course = new Course();
  private final Resets resets;
  private final Shutdown shutdown;

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
    this.course.given = first.orElse(null);
    this.calls =
        new RuntimeCalls(site.ports(), new Callers(site.sandboxed()), new RuntimeApi(this));
    Ending ending = new Ending(this, telling, time, ids::uuid);
    this.resets = new Resets(this, course, keeper, alarm, ending);
    this.shutdown = new Shutdown(this, course, keeper, alarm, ending, calls);
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
  void step(Consumer<List<Runnable>> decide) {
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
    CompletableFuture<Void> _ =
        started.onExit().thenAccept(ended -> shutdown.exited(ended.exitValue()));
    step(then -> {
      course.launched(made);
      if (course.state == State.DEAD) { // it was given up before it began
        then.add(made::destroy);
      } else {
        begin(Phase.INIT, madeNanos, then);
      }
    });
  }

  /// Starts the runtime and the extensions.
  void begin(Phase phase, long begunNanos, List<Runnable> then) {
    ExtensionFiles files = site.extensions();
    Round begun = new Round(phase, begunNanos, new Extensions(files.inside()));
    Cell here = course.cell();
    course.begin(begun);
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

  /// Takes an event and answers what to do about it, outside of every lock; nothing where it has
  /// ended.
  public synchronized Optional<Runnable> give(Handed handed) {
    if (course.state == State.DEAD || course.given != null) {
      return Optional.empty();
    }
    course.given = handed;
    course.offered = false;
    List<Runnable> then = new ArrayList<>();
    if (course.state == State.COLD) {
      begin(Phase.INVOKE, System.nanoTime(), then);
    } else if (course.state == State.READY) {
      dispatch(then);
    }
    return Optional.of(() -> then.forEach(Runnable::run));
  }

  /// The next event, when it comes.
  CompletableFuture<Reply> next() {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    step(then -> {
      Round here = course.round();
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
    return what.apply(course.round());
  }

  /// Whether the initialisation is over.
  synchronized boolean isInitialised() {
    return course.state != State.INITIALISING;
  }

  /// An extension has registered or waits: something may be due.
  void settle() {
    step(then -> {
      Round here = course.round();
      if (course.state == State.INITIALISING
          && !here.runtimeStarted
          && here.extensions.allRegistered()) {
        here.runtimeStarted = true;
        then.add(course.cell()::startRuntime);
      }
      advance(then);
    });
  }

  private void advance(List<Runnable> then) {
    Round here = course.round();
    if (!here.waits()) {
      return;
    }
    if (course.state == State.INITIALISING) {
      initialised(here, then);
    } else if (course.state == State.SETTLING) {
      alarm.cancel();
      course.state = State.READY;
      then.add(course.takeSettled());
    }
    if (course.state == State.READY && course.given != null) {
      dispatch(then);
    }
  }

  private void initialised(Round here, List<Runnable> then) {
    alarm.cancel();
    course.state = State.READY;
    Duration took = Course.since(here.begunNanos);
    course.initialised(here.phase == Phase.INIT ? took : Duration.ZERO);
    then.add(() -> telling.initialised(here.phase, Status.SUCCESS, took));
    telling.measure(course.cell());
    boolean isFirst = !course.proven;
    boolean isIdle = course.given == null && !course.offered;
    course.proven = true;
    then.add(telling.telemetry()::initialised);
    course.offered |= isIdle;
    if (isFirst) {
      then.add(() -> keeper.ready(this, isIdle));
    } else if (isIdle) {
      then.add(() -> keeper.idle(this));
    }
  }

  private void dispatch(List<Runnable> then) {
    Round here = course.round();
    Handed handed = Course.known(course.given);
    course.given = null;
    course.running = handed;
    course.state = State.BUSY;
    long now = System.nanoTime();
    // AWS: an initialisation within an event's time counts as the event's.
    course.startedNanos = here.phase == Phase.INVOKE && !here.served ? here.begunNanos : now;
    here.served = true;
    Duration left = site.deployment().timeout().minusNanos(now - course.startedNanos);
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
    return Optional.ofNullable(course.running)
        .filter(handed -> handed.event().requestId().equals(requestId));
  }

  /// The runtime has answered `handed`, with `bytes` bytes.
  ///
  /// @param silent whether it is known that the event has written nothing
  void answered(Handed handed, long bytes, boolean silent, Function<Report, RunOutcome> ending) {
    step(then -> {
      if (course.running != handed) {
        return;
      }
      course.running = null;
      course.state = State.SETTLING;
      Duration took = course.sinceStarted();
      Duration cold = course.takeInit();
      if (course.round().extensions.isEmpty()) {
        alarm.cancel();
        course.offered = true;
        then.add(() -> {
          telling.done(handed, took, bytes, silent);
          Report report = telling.closed(handed, Status.SUCCESS, telling.report(took, cold));
          // It can be used again before the caller hears of it, whose next event would find no
          // other.
          keeper.idle(this);
          handed.listener().ended(ending.apply(report));
        });
      } else {
        course.whenSettled(() -> {
          Report _ = telling.closed(handed, Status.SUCCESS, telling.report(took, cold));
          telling.written();
          offer();
        });
        then.add(() -> {
          telling.done(handed, took, bytes, silent);
          handed.listener().ended(ending.apply(telling.tailed(handed, telling.report(took, cold))));
        });
      }
    });
  }

  private void offer() {
    step(then -> {
      if (!course.offered && course.given == null && course.state != State.DEAD) {
        course.offered = true;
        then.add(() -> keeper.idle(this));
      }
    });
  }

  /// Its cell, once there is one.
  synchronized Optional<Cell> cell() {
    return course.cellIfAny();
  }

  private void timedOut(Round when) {
    resets.fail(when, Failure.timedOut(site.deployment().timeout(), time.millis()));
  }

  private void initLate(Round when) {
    resets.fail(when, Failure.timedOut(telling.lines().initMax(), time.millis()));
  }

  /// The initialisation told why it can't go on.
  void initFailed(String errorType, byte[] error) {
    if (!isInitialised()) {
      resets.fail(inRound(here -> here), Failure.told(errorType, error));
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
    resets.fail(inRound(here -> here), Failure.extension(errorType, message));
  }

  @Override
  public void ended(String name, int code) {
    if (name.equals(Cell.RUNTIME)) {
      resets.fail(inRound(here -> here), Failure.exited(code));
      return;
    }
    boolean mattered;
    synchronized (this) {
      mattered = course.roundIfAny().flatMap(here -> here.extensions.ended(name)).isPresent();
    }
    if (mattered) {
      String how = code == 0 ? "exit code 0" : "exit status " + code;
      resets.fail(inRound(here -> here), Failure.extension("Extension.Crash", how));
    }
  }

  @Override
  public void wrote(String extension, String line) {
    logs.extension(line);
  }

  /// Ends the environment and everything in it.
  public void kill() {
    shutdown.kill();
  }

  /// Waits, for some seconds at most, until the process has ended.
  public void awaitEnd() {
    shutdown.awaitEnd();
  }
}
