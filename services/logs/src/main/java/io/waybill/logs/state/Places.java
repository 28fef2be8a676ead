package io.waybill.logs.state;

import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Where the events of each stream of a group stand.
///
/// Events lie by time, all streams of a group together, which is how a search wants them. To find
/// those of one stream there would cost what the others wrote meanwhile, in the step of a partition
/// that others wait for. A run of events costs one record, of about 30 bytes and one for each
/// event: a place for each doubled the records of a log.
public final class Places {
  private static final long DAY_MILLIS = 86_400_000;
  private static final long FIRST_SPAN_MILLIS = 16;
  private static final int GROWTH = 4;

  private final KeySpace keys;

  Places(KeySpace keys) {
    this.keys = keys;
  }

  /// Takes in events of one call, whose numbers follow each other.
  void put(LogStream stream, List<LogEvent> events, Transaction transaction) {
    if (!stream.placed()) {
      return;
    }
    int begin = 0;
    for (int i = 1; i <= events.size(); i++) {
      Position first = events.get(begin).position();
      if (i == events.size()
          || Run.begin(events.get(i).position().millis()) != Run.begin(first.millis())) {
        transaction.put(
            LogsKeys.place(keys, day(first.millis()), stream.number(), first),
            Run.bytes(events.subList(begin, i)));
        begin = i;
      }
    }
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

  /// Forgets the oldest runs of `stream`, as many as hold `enough` events, and tells `removed`
  /// where each of their events is. Answers where the last of these runs began; empty when none is
  /// left.
  Optional<Position> removeSome(
      LogStream stream, int enough, Transaction transaction, Consumer<Position> removed) {
    List<Position> firsts = new ArrayList<>();
    List<Position> events = new ArrayList<>();
    boolean all =
        eachRun(
            stream,
            Position.at(stream.firstMillis()),
            Position.at(stream.lastMillis() + 1),
            transaction,
            run -> {
              firsts.add(run.at());
              do {
                events.add(run.at());
              } while (run.next());
              return events.size() < enough;
            });
    for (Position each : firsts) {
      transaction.delete(LogsKeys.place(keys, day(each.millis()), stream.number(), each));
    }
    events.forEach(removed);
    return all ? Optional.empty() : Optional.of(firsts.getLast());
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
    RunMerge merge = new RunMerge(first, end, visitor);
    if (eachRun(stream, Position.at(Run.begin(first.millis())), end, view, merge::add)) {
      merge.end();
    }
  }

  /// Tells `visitor` the runs that begin at or behind `from` and before `to`, in the order of their
  /// first events, until it has had enough. False when it has.
  private boolean eachRun(
      LogStream stream, Position from, Position to, View view, Predicate<Run> visitor) {
    boolean[] more = {true};
    for (int day = day(from.millis()); more[0] && day <= day(to.millis()); day++) {
      view.scan(
          LogsKeys.place(keys, day, stream.number(), from),
          LogsKeys.place(keys, day, stream.number(), to),
          (key, value) -> {
            more[0] = visitor.test(Run.read(LogsKeys.placed(key), value));
            return more[0];
          });
    }
    return more[0];
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
