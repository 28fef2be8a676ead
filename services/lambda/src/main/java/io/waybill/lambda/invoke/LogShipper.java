package io.waybill.lambda.invoke;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionLogs;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.logs.LogWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// Brings what functions write to CloudWatch Logs, as Lambda does: group and stream are made when
/// they are missing. Lines wait a moment for others, so that events that follow each other fast
/// share a commit; nobody's answer waits for them.
///
/// Bounded: what comes faster than it can be stored is dropped, and a line says how much.
public final class LogShipper implements FunctionLogs, AutoCloseable {
  /// AWS (PutLogEvents): 1,048,576 bytes a call, each line counting its UTF-8 and 26; taken here as
  /// three bytes a character at most.
  private static final int CALL_BYTES_MAX = 1_000_000;

  private static final int LINE_BYTES = 26;
  private static final int WAITING_BYTES_MAX = 4 << 20;
  private static final int CALL_LINES_MAX = 10_000;

  /// So much does not wait for more.
  private static final int ENOUGH_BYTES = 256 << 10;

  private static final int CHARACTER_BYTES_MAX = 3;

  /// AWS: a line longer than this is cut.
  private static final int LINE_CHARACTERS_MAX = 256 << 10;

  private record Place(String account, String region, String group, String stream) {}

  private enum State {
    NEW,
    /// A moment later they are stored.
    WAITING,
    /// There is enough: they are stored as soon as somebody is free to.
    DUE,
    /// A call is under way.
    CALLING
  }

  /// What waits for one stream.
  private static final class Waiting {
    final ArrayDeque<Line> lines = new ArrayDeque<>();
    long bytes;
    long dropped;
    State state = State.NEW;
  }

  private final LogWriter writer;
  private final Executor workers;
  private final Executor later;
  private final Map<Place, Waiting> waiting = new LinkedHashMap<>();
  private boolean closed;

  /// @param workers runs what takes a while: who writes may be an event loop
  /// @param later as `workers`, after the moment that lines wait for others
  public LogShipper(ServiceCalls calls, Executor workers, Executor later) {
    this.writer = new LogWriter(calls);
    this.workers = workers;
    this.later = later;
  }

  @Override
  public void lines(Deployment deployment, String stream, List<Line> lines) {
    Place place =
        new Place(deployment.account(), deployment.region(), deployment.logs().group(), stream);
    synchronized (waiting) {
      Waiting here = waiting.computeIfAbsent(place, any -> new Waiting());
      lines.forEach(line -> add(here, line));
      if (here.state == State.CALLING
          || here.state == State.DUE
          || (here.state == State.WAITING && here.bytes < ENOUGH_BYTES)) {
        return;
      }
    }
    soon(place);
  }

  private void soon(Place place) {
    boolean last;
    boolean enough;
    synchronized (waiting) {
      Waiting here = waiting.computeIfAbsent(place, any -> new Waiting());
      last = closed;
      enough = here.bytes >= ENOUGH_BYTES;
      here.state = enough ? State.DUE : State.WAITING;
    }
    if (last) {
      ship(place);
    } else {
      (enough ? workers : later).execute(() -> ship(place));
    }
  }

  /// What waits is stored without waiting for more: the server stops.
  @Override
  public void close() {
    List<Place> places;
    synchronized (waiting) {
      closed = true;
      places = List.copyOf(waiting.keySet());
    }
    places.forEach(this::ship);
  }

  private static void add(Waiting here, Line line) {
    if (here.bytes + bytes(line) > WAITING_BYTES_MAX) {
      here.dropped++;
      return;
    }
    here.lines.add(line);
    here.bytes += bytes(line);
  }

  private static long bytes(Line line) {
    return Math.min(LINE_CHARACTERS_MAX, line.text().length()) * (long) CHARACTER_BYTES_MAX
        + LINE_BYTES;
  }

  private static List<Line> take(Waiting here) {
    List<Line> batch = new ArrayList<>();
    long bytes = 0;
    while (!here.lines.isEmpty()
        && batch.size() < CALL_LINES_MAX
        && (batch.isEmpty() || bytes + bytes(here.lines.peek()) <= CALL_BYTES_MAX)) {
      Line line = here.lines.remove();
      bytes += bytes(line);
      batch.add(line);
    }
    here.bytes -= bytes;
    if (here.lines.isEmpty() && here.dropped > 0 && !batch.isEmpty()) {
      batch.add(
          new Line(
              batch.getLast().millis(),
              here.dropped + " lines were dropped: they came faster than they could be stored"));
      here.dropped = 0;
    }
    return batch;
  }

  /// Stores what waits for `place`.
  private void ship(Place place) {
    List<Line> batch;
    synchronized (waiting) {
      Waiting here = waiting.get(place);
      if (here == null || (here.state != State.WAITING && here.state != State.DUE)) {
        return; // it is shipped already
      }
      here.state = State.CALLING;
      batch = take(here);
    }
    put(place, batch);
  }

  /// A call for `place` is over: what came meanwhile is next, or nothing; then it is forgotten
  /// until it writes again.
  private void next(Place place) {
    synchronized (waiting) {
      Waiting here = waiting.get(place);
      if (here == null || here.lines.isEmpty()) {
        waiting.remove(place);
        return;
      }
    }
    soon(place);
  }

  private void put(Place place, List<Line> batch) {
    List<LogWriter.Line> events = new ArrayList<>(batch.size());
    long before = 0;
    for (Line line : batch) {
      before = Math.max(before, line.millis());
      events.add(new LogWriter.Line(before, text(line)));
    }
    Caller caller =
        new Caller(
            new AccountId(place.account),
            new Region(place.region),
            "lambda.amazonaws.com",
            place.stream,
            "",
            place.group);
    writer.write(new LogWriter.Place(caller, place.group, place.stream), events, () -> next(place));
  }

  private static String text(Line line) {
    return line.text().length() <= LINE_CHARACTERS_MAX
        ? line.text()
        : line.text().substring(0, LINE_CHARACTERS_MAX);
  }
}
