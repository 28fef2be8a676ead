package io.waybill.runtime.environment;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.functions.RunOutcome.Report;
import io.waybill.runtime.host.Programs;
import io.waybill.runtime.log.LogPipe;
import io.waybill.runtime.log.LogPipe.End;
import io.waybill.runtime.log.Phase;
import io.waybill.runtime.log.PlatformEvent;
import io.waybill.runtime.log.PlatformLines;
import io.waybill.runtime.log.PlatformLines.Status;
import io.waybill.runtime.log.SubscriptionRequest;
import io.waybill.runtime.log.Telemetry;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What an environment tells of its initialisations and events.
final class Telling {
  private static final byte[] NO_TAIL = {};
  private static final Duration SOON = Duration.ofMillis(50);

  private final LogPipe logs;
  private final PlatformLines lines;
  private final TimeSource time;
  private final BiFunction<Duration, Runnable, ScheduledFuture<?>> timers;

  /// In a moment what was told is written.
  private final AtomicBoolean soon = new AtomicBoolean();

  private volatile @Nullable Memory memory;

  /// @param timers runs things later
  Telling(
      Site site,
      LogPipe logs,
      TimeSource time,
      BiFunction<Duration, Runnable, ScheduledFuture<?>> timers) {
    this.logs = logs;
    this.lines = new PlatformLines(site.deployment(), site.provisioned(), site.initMax());
    this.time = time;
    this.timers = timers;
  }

  PlatformLines lines() {
    return lines;
  }

  void tell(PlatformEvent event) {
    logs.tell(event);
  }

  void initStart(Phase phase) {
    logs.tell(lines.initStart(phase));
  }

  void initialised(Phase phase, Status status, Duration took) {
    logs.tell(lines.initRuntimeDone(phase, status));
    logs.tell(lines.initReport(phase, status, took));
  }

  /// From here on it is the memory of `cell`'s processes that is reported.
  void measure(Cell cell) {
    memory = new Memory(cell);
  }

  /// An event begins. Nothing waits for its line: whatever is written next takes it along, and
  /// where nothing is, a moment.
  void start(FunctionEvent event) {
    logs.begin();
    logs.tellSoon(() -> lines.start(event));
    if (soon.compareAndSet(false, true)) {
      ScheduledFuture<?> _ =
          timers.apply(
              SOON,
              () -> {
                soon.set(false);
                logs.writeTold();
              });
    }
  }

  /// The runtime has answered. [#written] has to follow.
  ///
  /// @param silent whether it is known that the event has written nothing
  void done(Handed handed, Duration took, long bytes, boolean silent) {
    End unlessSilent = Programs.isOurs(lines.deployment().runtime()) ? End.MARKED : End.UNMARKED;
    logs.awaitEnd(silent ? End.SILENT : unlessSilent);
    String id = handed.event().requestId();
    long millis = time.millis();
    logs.tellSoon(() -> lines.runtimeDone(id, Status.SUCCESS, millis, took, bytes));
  }

  /// Writes the last lines of an event that failed, and reports with them.
  Report cutShort(Handed cut, Failure failure, Report figures) {
    String id = cut.event().requestId();
    String line = failure.line().apply(id);
    if (!line.isEmpty()) {
      logs.tell(PlatformLines.fault(line));
    }
    logs.tell(lines.runtimeDone(id, failure.status(), time.millis(), figures.duration(), 0));
    Report report = closed(cut, failure.status(), figures);
    written();
    return report;
  }

  /// Writes the last lines of an event, and reports with them. [#written] has to follow.
  Report closed(Handed handed, Status status, Report figures) {
    String id = handed.event().requestId();
    logs.tellSoon(() -> PlatformLines.end(id));
    logs.tellSoon(() -> lines.report(id, status, figures));
    return tailed(handed, figures);
  }

  /// `figures` with the event's log so far, where that is wanted.
  Report tailed(Handed handed, Report figures) {
    return handed.event().wantsTail()
        ? new Report(
            figures.duration(),
            figures.init(),
            figures.memoryBytesMax(),
            logs.stream(),
            logs.tail())
        : figures;
  }

  /// What was told last is in the log, behind the caller's back: no answer waits for it.
  void written() {
    logs.writeTold();
  }

  /// The figures of an event so far, without the end of its log.
  Report report(Duration took, Duration init) {
    Memory measured = memory;
    long used = measured == null ? 0 : measured.peakBytes();
    return new Report(took, init, used, logs.stream(), NO_TAIL);
  }

  /// Tells an event's end that went down with its environment.
  void lost(Handed handed, int code, boolean wasStopped, Duration took) {
    Report figures = report(took, Duration.ZERO);
    if (wasStopped) {
      handed.listener().ended(new RunOutcome.NotRun("the environment was ended", figures));
      return;
    }
    Failure failure = Failure.exited(code);
    Report report = cutShort(handed, failure, figures);
    handed.listener().ended(failure.outcome(handed.event().requestId(), report));
  }

  /// An extension has subscribed to what is logged and told.
  void subscribed(String name, SubscriptionRequest asked, boolean older) {
    logs.telemetry().subscribe(asked, older);
    logs.tell(lines.subscription(older ? "logs" : "telemetry", name, asked.types()));
  }

  Telemetry telemetry() {
    return logs.telemetry();
  }

  /// Waits until what ended processes wrote is in the log.
  void awaitLast() {
    logs.awaitEnd(End.MARKED);
  }
}
