package io.waybill.runtime;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionLogs;
import io.waybill.engine.functions.FunctionLogs.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an environment writes: its process's output line by line, and Lambda's own lines between.
final class LogPipe {
  private static final Logger log = LoggerFactory.getLogger(LogPipe.class);

  /// AWS (Lambda logs): a longer line is cut into several.
  private static final int LINE_BYTES_MAX = 256 << 10;

  private static final int TAIL_BYTES = 4 << 10;

  /// How long the end of an event waits for what is still in the pipe: of a bootstrap that marks
  /// the end, and of others.
  private static final long MARKED_MILLIS = 500;

  private static final long UNMARKED_MILLIS = 5;

  private final Deployment deployment;
  private final String stream;
  private final FunctionLogs logs;
  private final TimeSource time;
  private final String endMark;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private volatile CompletableFuture<Boolean> end = new CompletableFuture<>();

  /// @param endMark a line that a bootstrap of ours writes when an event has written its last
  LogPipe(
      Deployment deployment, String stream, FunctionLogs logs, TimeSource time, String endMark) {
    this.deployment = deployment;
    this.stream = stream;
    this.logs = logs;
    this.time = time;
    this.endMark = endMark;
  }

  String endMark() {
    return endMark;
  }

  String stream() {
    return stream;
  }

  /// Reads until the process has closed its output.
  void drain(InputStream in) {
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
    List<Line> lines = new ArrayList<>();
    long now = time.millis();
    for (int i = 0; i < length; i++) {
      if (buffer[i] != '\n') {
        line.write(buffer[i]);
      }
      if (buffer[i] == '\n' || line.size() == LINE_BYTES_MAX) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.equals(endMark)) {
          end.complete(true);
        } else if (!text.isEmpty()) {
          lines.add(new Line(now, text));
          keep(text);
        }
      }
    }
    if (!lines.isEmpty()) {
      logs.lines(deployment, stream, lines);
    }
  }

  /// Writes a line of Lambda's own.
  synchronized void say(String text) {
    keep(text);
    logs.lines(deployment, stream, List.of(new Line(time.millis(), text)));
  }

  private void keep(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    if (tail.size() + bytes.length > 2 * LINE_BYTES_MAX) {
      byte[] last = tail();
      tail.reset();
      tail.writeBytes(last);
    }
    tail.writeBytes(bytes);
  }

  /// An event begins: the tail is its own from here on.
  synchronized void begin() {
    tail.reset();
    end = new CompletableFuture<>();
  }

  /// Waits for what the event wrote before it ended.
  void awaitEnd(boolean marked) {
    try {
      end.get(marked ? MARKED_MILLIS : UNMARKED_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      log.debug("an event ended before the end of its log");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  /// The last 4 KB of what the event wrote.
  synchronized byte[] tail() {
    byte[] all = tail.toByteArray();
    int from = Math.max(0, all.length - TAIL_BYTES);
    return java.util.Arrays.copyOfRange(all, from, all.length);
  }
}
