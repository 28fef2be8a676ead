package io.waybill.logs.state;

import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Where the events of each stream of a group stand.
///
/// Events lie by time, all streams of a group together, which is how a search wants them. To find
/// those of one stream there would cost what the others wrote meanwhile, in the step of a partition
/// that others wait for. A place costs about 30 bytes before compression.
public final class Places {
  private static final byte[] HERE = {1};
  private static final long DAY_MILLIS = 86_400_000;
  private static final long FIRST_SPAN_MILLIS = 16;
  private static final int GROWTH = 4;

  private final KeySpace keys;

  Places(KeySpace keys) {
    this.keys = keys;
  }

  void put(LogStream stream, Position at, Transaction transaction) {
    if (stream.placed()) {
      transaction.put(LogsKeys.place(keys, day(at.millis()), stream.number(), at), HERE);
    }
  }

  void remove(LogStream stream, Position at, Transaction transaction) {
    transaction.delete(LogsKeys.place(keys, day(at.millis()), stream.number(), at));
  }

  private static int day(long millis) {
    return (int) (millis / DAY_MILLIS);
  }

  /// Gives back the places of whole days before `millis`: what is left of that day points at
  /// nothing, and nobody looks there.
  void drop(long millis, Transaction transaction) {
    transaction.deleteRange(
        LogsKeys.place(keys, 0, 0, Position.at(0)),
        LogsKeys.place(keys, day(millis), 0, Position.at(0)));
  }

  /// The first `most` of `stream` from `from` up to, not including, `to`, the oldest first.
  public List<Position> first(LogStream stream, Position from, Position to, int most, View view) {
    List<Position> found = new ArrayList<>();
    walk(
        stream,
        from,
        to,
        view,
        at -> {
          found.add(at);
          return found.size() < most;
        });
    return found;
  }

  /// The last `most` of `stream`, the oldest first. Looks back over spans that grow until they hold
  /// enough.
  public List<Position> last(LogStream stream, Position from, Position to, int most, View view) {
    ArrayDeque<Position> found = new ArrayDeque<>();
    Position first = later(from, Position.at(stream.firstMillis()));
    Position end = earlier(to, Position.at(stream.lastMillis() + 1));
    long span = FIRST_SPAN_MILLIS;
    while (found.size() < most && first.compareTo(end) < 0) {
      Position start = later(first, Position.at(end.millis() - span));
      int missing = most - found.size();
      ArrayDeque<Position> piece = new ArrayDeque<>();
      walk(
          stream,
          start,
          end,
          view,
          at -> {
            piece.add(at);
            if (piece.size() > missing) {
              piece.remove();
            }
            return true;
          });
      piece.descendingIterator().forEachRemaining(found::addFirst);
      end = start;
      span *= GROWTH;
    }
    return List.copyOf(found);
  }

  /// Tells `visitor` the places from `from` up to, not including, `to`, until it has had enough.
  private void walk(
      LogStream stream, Position from, Position to, View view, Predicate<Position> visitor) {
    Position first = later(from, Position.at(stream.firstMillis()));
    Position end = earlier(to, Position.at(stream.lastMillis() + 1));
    if (first.compareTo(end) >= 0) {
      return;
    }
    if (!stream.placed()) {
      walkGroup(stream, first, end, view, visitor);
      return;
    }
    boolean[] more = {true};
    for (int day = day(first.millis()); more[0] && day <= day(end.millis()); day++) {
      view.scan(
          LogsKeys.place(keys, day, stream.number(), first),
          LogsKeys.place(keys, day, stream.number(), end),
          (key, value) -> {
            more[0] = visitor.test(LogsKeys.placed(key));
            return more[0];
          });
    }
  }

  private void walkGroup(
      LogStream stream, Position first, Position end, View view, Predicate<Position> visitor) {
    view.scan(
        LogsKeys.event(keys, first),
        LogsKeys.event(keys, end),
        (key, value) -> {
          Position at = LogsKeys.position(key);
          return LogEvent.read(at, value).stream() != stream.number() || visitor.test(at);
        });
  }

  private static Position later(Position one, Position other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Position earlier(Position one, Position other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
