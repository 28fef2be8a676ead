package io.waybill.logs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.List;

/// Events that one call brought to one stream within one second, told one after the other. Their
/// numbers follow each other; events of other streams may stand between them.
///
/// Stored under the place of the first: how long the run lasts, then for each of the others how
/// long it came after the one before. A run of one, and each place of an older data folder, is the
/// first version alone.
final class Run {
  /// No run goes on from one of these into the next, so that whoever looks for the events from some
  /// time on looks back no further. Days are made of them.
  static final long MILLIS_MAX = 1_000;

  private static final int SINGLE = 1;
  private static final int VERSION = 2;
  private static final byte[] ONE = {SINGLE};

  private final ByteReader steps;
  private final long lastMillis;
  private Position at;

  private Run(Position first, long lastMillis, ByteReader steps) {
    this.at = first;
    this.lastMillis = lastMillis;
    this.steps = steps;
  }

  /// When the runs begin that may hold what is at `millis`.
  static long begin(long millis) {
    return millis - millis % MILLIS_MAX;
  }

  /// @param events of one second, with numbers that follow each other
  static byte[] bytes(List<LogEvent> events) {
    if (events.size() == 1) {
      return ONE;
    }
    long before = events.getFirst().position().millis();
    ByteWriter out = new ByteWriter(4 + 2 * events.size()).u8(VERSION);
    out.count(events.getLast().position().millis() - before);
    for (LogEvent each : events.subList(1, events.size())) {
      out.count(each.position().millis() - before);
      before = each.position().millis();
    }
    return out.bytes();
  }

  static Run read(Position first, byte[] value) {
    ByteReader in = new ByteReader(value);
    long span = in.version(VERSION) == SINGLE ? 0 : in.count();
    return new Run(first, first.millis() + span, in);
  }

  /// When its last event is.
  long lastMillis() {
    return lastMillis;
  }

  /// The place of the event that it has come to.
  Position at() {
    return at;
  }

  /// Goes on to the next event. False at the end.
  boolean next() {
    if (steps.isAtEnd()) {
      return false;
    }
    at = new Position(at.millis() + steps.count(), at.number() + 1);
    return true;
  }
}
