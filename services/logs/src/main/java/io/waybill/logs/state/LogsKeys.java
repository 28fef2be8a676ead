package io.waybill.logs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.PartitionNumber;
import java.nio.charset.StandardCharsets;

/// The keys of one group: partition, program, group number, kind, then what orders the entries.
/// What belongs to no group stands under number 0. Kinds are letters; a new layout takes a new one.
final class LogsKeys {
  static final int PROGRAM = 6;

  /// Under 0: a group, by ARN.
  static final char GROUP = 'G';

  /// Under 0: the last number given to a group.
  static final char LAST_NUMBER = 'N';

  /// Under 0: a resource policy, by account, region and name.
  static final char POLICY = 'P';

  /// The group's figures: written with every batch of events.
  static final char HEAD = 'h';

  /// A stream, by name.
  static final char STREAM = 's';

  /// An event, by time and number.
  static final char EVENT = 'e';

  /// Where an event of a stream stands, by day, stream, time and number.
  static final char PLACE = 'i';

  /// A stream that was deleted and has events yet, by number.
  static final char GONE = 'x';

  /// A metric filter, by name.
  static final char METRIC_FILTER = 'm';

  /// A subscription filter, by name.
  static final char SUBSCRIPTION = 'f';

  /// Under 0: what is on its way to functions and to CloudWatch.
  static final char OUTBOX = 'O';

  private final byte[] prefix;

  LogsKeys(PartitionNumber partition, int group) {
    this.prefix = new ByteWriter(7).u16(partition.value()).u8(PROGRAM).u32(group).bytes();
  }

  byte[] named(char kind, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return new ByteWriter(prefix.length + 1 + text.length).raw(prefix).u8(kind).raw(text).bytes();
  }

  static String name(byte[] key) {
    return new String(key, 8, key.length - 8, StandardCharsets.UTF_8);
  }

  byte[] first(char kind) {
    return named(kind, "");
  }

  byte[] end(char kind) {
    return named((char) (kind + 1), "");
  }

  byte[] event(Position at) {
    return new ByteWriter(prefix.length + 17)
        .raw(prefix)
        .u8(EVENT)
        .u64(at.millis())
        .u64(at.number())
        .bytes();
  }

  static Position position(byte[] key) {
    return position(key, 8);
  }

  private static Position position(byte[] key, int offset) {
    ByteReader in = new ByteReader(key, offset);
    return new Position(in.u64(), in.u64());
  }

  /// By day first, so that what is out of retention is one range, of whatever streams it is.
  byte[] place(int day, int stream, Position at) {
    return new ByteWriter(prefix.length + 25)
        .raw(prefix)
        .u8(PLACE)
        .u32(day)
        .u32(stream)
        .u64(at.millis())
        .u64(at.number())
        .bytes();
  }

  byte[] gone(int stream) {
    return new ByteWriter(prefix.length + 5).raw(prefix).u8(GONE).u32(stream).bytes();
  }

  static Position placed(byte[] key) {
    return position(key, 16);
  }

  byte[] firstOfAll() {
    return prefix.clone();
  }

  byte[] endOfAll() {
    return new ByteWriter(8).raw(prefix).u8(0xff).bytes();
  }
}
