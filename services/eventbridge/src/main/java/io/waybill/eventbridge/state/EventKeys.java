package io.waybill.eventbridge.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.PartitionNumber;

/// The keys of EventBridge in one partition: partition, program, kind, then what orders the entries
/// of that kind.
///
/// Kinds are letters; a new layout of a kind takes a new letter, which makes the letter the key's
/// format version. Texts stand behind their lengths, so that what belongs to one bus stands
/// together and no name is the beginning of another.
public final class EventKeys {
  public static final int PROGRAM = 3;

  /// A bus, by ARN.
  public static final char BUS = 'B';

  /// A rule with its targets, by bus and name.
  public static final char RULE = 'R';

  /// When a scheduled rule fires next, by bus and name.
  public static final char NEXT_FIRE = 'S';

  /// The last number given to a target or an archive.
  public static final char LAST_NUMBER = 'N';

  /// An archive, by bus and name.
  static final char ARCHIVE = 'A';

  /// An archived event, by archive, time of the event and number.
  static final char ARCHIVED = 'a';

  /// When an archived event came, by archive, that time and number.
  static final char ARCHIVED_AT = 'x';

  /// How much an archive holds, by archive.
  static final char ARCHIVE_COUNTS = 'c';

  /// A replay, by bus and name.
  static final char REPLAY = 'P';

  /// A connection, by account, region and name.
  static final char CONNECTION = 'K';

  /// An API destination, by account, region and name.
  static final char DESTINATION = 'D';

  /// A partner event source, by account, region and name.
  static final char SOURCE = 'E';

  /// The outbox.
  public static final char OUTBOX = 'O';

  private final PartitionNumber partition;

  public EventKeys(PartitionNumber partition) {
    this.partition = partition;
  }

  /// The key of the only record of its kind, and the first key of `kind`.
  public byte[] single(char kind) {
    return start(kind, 0).bytes();
  }

  /// Behind the last key of `kind`.
  public byte[] end(char kind) {
    return start((char) (kind + 1), 0).bytes();
  }

  public byte[] named(char kind, String name) {
    return start(kind, name.length() + 2).text(name).bytes();
  }

  /// A thing of a bus, by the bus's ARN and its own name.
  public byte[] named(char kind, String bus, String name) {
    return start(kind, bus.length() + name.length() + 4).text(bus).text(name).bytes();
  }

  byte[] numbered(char kind, long owner) {
    return start(kind, 8).u64(owner).bytes();
  }

  byte[] timed(char kind, long owner, long millis, long number) {
    return start(kind, 24).u64(owner).u64(millis).u64(number).bytes();
  }

  /// The time in a key of [#timed].
  static long millis(byte[] key) {
    return new ByteReader(key, 12).u64();
  }

  /// The number in a key of [#timed].
  static long number(byte[] key) {
    return new ByteReader(key, 20).u64();
  }

  /// The bus in a key of a thing of a bus.
  public static String bus(byte[] key) {
    return new ByteReader(key, 4).text();
  }

  /// The name in a key of a thing of a bus.
  public static String name(byte[] key) {
    ByteReader in = new ByteReader(key, 4);
    in.text();
    return in.text();
  }

  private ByteWriter start(char kind, int more) {
    return new ByteWriter(4 + more).u16(partition.value()).u8(PROGRAM).u8(kind);
  }
}
