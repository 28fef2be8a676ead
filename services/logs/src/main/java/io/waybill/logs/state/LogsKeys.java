package io.waybill.logs.state;

import io.waybill.core.ByteReader;
import io.waybill.engine.partition.KeySpace;

/// The kinds of keys of a group, and those that are of positions. What belongs to no group stands
/// under number 0.
final class LogsKeys {
  static final int PROGRAM = 6;

  /// Under 0: a group, by ARN.
  static final char GROUP = 'G';

  /// Under 0: the last number given to a group.
  static final char LAST_NUMBER = 'N';

  /// Under 0: a resource policy, by account, region and name.
  static final char POLICY = 'P';

  /// Under 0: what sends logs of its own, by account, region and name; then where they go and who
  /// may send there, by the same, and which goes where, by account, region and id.
  static final char DELIVERY_SOURCE = 'S';

  static final char DELIVERY_DESTINATION = 'D';
  static final char DESTINATION_POLICY = 'Q';
  static final char DELIVERY = 'V';

  /// The group's figures: written with every batch of events.
  static final char HEAD = 'h';

  /// A stream, by name.
  static final char STREAM = 's';

  /// An event, by time and number.
  static final char EVENT = 'e';

  /// Where a run of events of a stream stands, by day, stream, and time and number of the first.
  static final char PLACE = 'i';

  /// A stream that was deleted and has events yet, by number.
  static final char GONE = 'x';

  /// A metric filter, by name.
  static final char METRIC_FILTER = 'm';

  /// A subscription filter, by name.
  static final char SUBSCRIPTION = 'f';

  /// Under 0: what is on its way to functions and to CloudWatch.
  static final char OUTBOX = 'O';

  private LogsKeys() {}

  static byte[] event(KeySpace keys, Position at) {
    return keys.start(EVENT, 16).u64(at.millis()).u64(at.number()).bytes();
  }

  static Position position(byte[] key) {
    return position(KeySpace.body(key));
  }

  private static Position position(ByteReader in) {
    return new Position(in.u64(), in.u64());
  }

  /// By day first, so that what is out of retention is one range, of whatever streams it is.
  static byte[] place(KeySpace keys, int day, int stream, Position at) {
    return keys.start(PLACE, 24).u32(day).u32(stream).u64(at.millis()).u64(at.number()).bytes();
  }

  static Position placed(byte[] key) {
    ByteReader in = KeySpace.body(key);
    in.u64(); // day and stream
    return position(in);
  }
}
