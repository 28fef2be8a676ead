package io.waybill.runtime.log;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionLogs;
import io.waybill.engine.functions.FunctionLogs.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an environment writes: its process's output line by line, and Lambda's own lines between.
public final class LogPipe {
  private static final Logger log = LoggerFactory.getLogger(LogPipe.class);

  /// How an event's end is told from what it writes.
  public enum End {
    /// A bootstrap of ours writes the mark.
    MARKED(500),
    /// A bootstrap of ours knows that nothing was written.
    SILENT(0),
    /// By nothing: this server writes the mark behind it where it can, else what is still in the
    /// pipe gets a little time.
    UNMARKED(5);

    private final long millisMax;

    End(long millisMax) {
      this.millisMax = millisMax;
    }
  }

  private record Told(Supplier<PlatformEvent> event, long millis) {}

  private final Deployment deployment;
  private final String stream;
  private final FunctionLogs logs;
  private final TimeSource time;
  private final String endMark;
  private final LogLines lines;
  private final LogTail tail = new LogTail();
  private final Telemetry telemetry;

  /// What Lambda has told and is not written yet.
  private final ArrayDeque<Told> told = new ArrayDeque<>();

  private volatile Path output = Path.of("/proc/none");
  private volatile CompletableFuture<Boolean> end = new CompletableFuture<>();

  /// @param endMark a line that a bootstrap of ours writes when an event has written its last
  public LogPipe(
      Deployment deployment,
      String stream,
      FunctionLogs logs,
      TimeSource time,
      String endMark,
      Telemetry telemetry) {
    this.deployment = deployment;
    this.stream = stream;
    this.logs = logs;
    this.time = time;
    this.endMark = endMark;
    this.telemetry = telemetry;
    lines = new LogLines(endMark);
  }

  public String endMark() {
    return endMark;
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  public String stream() {
    return stream;
  }

  /// Reads until the process has closed its output.
  public void drain(Process process) {
    output = Path.of("/proc/" + process.pid() + "/fd/1");
    InputStream in = process.getInputStream();
    byte[] buffer = new byte[16 << 10];
    try (in) {
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        take(buffer, got);
      }
    } catch (IOException closed) {
      log.debug("the output of an environment broke off: {}", closed.getMessage());
    }
    take(new byte[] {'\n'}, 1);
    end.complete(true);
  }

  private synchronized void take(byte[] buffer, int length) {
    writeTold();
    List<Line> more = new ArrayList<>();
    long now = time.millis();
    boolean ended =
        lines.take(
            buffer,
            length,
            text -> {
              if (deployment.logs().json() && !OwnJson.isShown(text, deployment.logs())) {
                return;
              }
              String whole = ended(text);
              more.add(new Line(now, whole));
              tail.add(whole);
              telemetry.logged("function", whole, now);
            });
    if (!more.isEmpty()) {
      logs.lines(deployment, stream, more);
    }
    if (ended) {
      end.complete(true);
    }
  }

  /// AWS keeps the line's end where the log is text.
  private String ended(String text) {
    boolean whole = text.endsWith("\n") || (deployment.logs().json() && text.startsWith("{"));
    return whole ? text : text + "\n";
  }

  /// Writes a line of an extension's.
  public synchronized void extension(String text) {
    writeTold();
    long now = time.millis();
    telemetry.logged("extension", text + "\n", now);
    tail.add(text + "\n");
    logs.lines(deployment, stream, List.of(new Line(now, text + "\n")));
  }

  /// Writes what Lambda itself tells, as far as this log shows it.
  public synchronized void tell(PlatformEvent event) {
    told.add(new Told(() -> event, time.millis()));
    writeTold();
  }

  /// As `tell`, but the line is made and written by whoever writes or reads next: by [#writeTold]
  /// at the latest, which has to follow.
  public synchronized void tellSoon(Supplier<PlatformEvent> event) {
    told.add(new Told(event, time.millis()));
  }

  /// Writes what was told and is not written yet.
  public synchronized void writeTold() {
    List<Line> more = new ArrayList<>(told.size());
    for (Told next = told.poll(); next != null; next = told.poll()) {
      PlatformEvent event = next.event().get();
      telemetry.told(event, next.millis());
      String text = shown(event, next.millis());
      if (!text.isEmpty()) {
        tail.add(text);
        more.add(new Line(next.millis(), text));
      }
    }
    if (!more.isEmpty()) {
      logs.lines(deployment, stream, more);
    }
  }

  /// What this log shows of an event; empty for nothing.
  private String shown(PlatformEvent event, long now) {
    if (!deployment.logs().json()) {
      return event.text().isEmpty() ? "" : event.text() + "\n";
    }
    return !event.older() && event.level().reaches(deployment.logs().systemLevel())
        ? event.json(now)
        : "";
  }

  /// An event begins: the tail is its own from here on.
  public synchronized void begin() {
    writeTold();
    tail.clear();
    end = new CompletableFuture<>();
  }

  /// Waits for what the event wrote before it ended.
  public void awaitEnd(End how) {
    if (how == End.SILENT) {
      return;
    }
    boolean marked = how == End.UNMARKED && mark();
    try {
      end.get(marked ? End.MARKED.millisMax : how.millisMax, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      log.debug("an event ended before the end of its log");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  /// Writes the mark into the process's own output, behind all that it wrote; answers whether that
  /// could be done.
  private boolean mark() {
    if (!Files.isWritable(output)) {
      return false;
    }
    try (OutputStream behind = Files.newOutputStream(output, StandardOpenOption.WRITE)) {
      behind.write((endMark + "\n").getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException notOurs) {
      log.debug("the output of a process can't be written to: {}", notOurs.toString());
      return false;
    }
  }

  /// The last 4 KB of what the event wrote.
  public synchronized byte[] tail() {
    writeTold();
    return tail.bytes();
  }
}
