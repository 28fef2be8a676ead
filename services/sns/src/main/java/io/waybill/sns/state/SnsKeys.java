package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.PartitionNumber;
import java.nio.charset.StandardCharsets;

/// The keys of one topic: partition, program, topic number, kind, then what orders the entries of
/// that kind. What belongs to no topic stands under topic number 0.
///
/// All keys of a topic share a prefix, so that deleting it is one range delete. Kinds are letters;
/// a new layout of a kind takes a new letter, which makes the letter the key's format version.
public final class SnsKeys {
  public static final int PROGRAM = 2;

  /// Under 0: a topic's definition, by ARN.
  static final char TOPIC = 'T';

  /// Under 0: the last number given to a topic.
  static final char LAST_NUMBER = 'N';

  /// Under 0: named maps of an account, by whose they are and name.
  static final char RECORD = 'R';

  /// Under 0: what would have left the server, by time and number.
  static final char LOCAL = 'L';

  /// Instead of a topic number: the outbox's own.
  public static final char OUTBOX = 'O';

  /// A topic's counts.
  static final char HEAD = 'h';

  /// A subscription, by number.
  static final char SUBSCRIPTION = 's';

  /// Deduplication ids that were seen.
  static final char DEDUPLICATION = 'x';

  /// When to forget a deduplication id.
  static final char FORGET = 'y';

  /// What is kept of a topic to be replayed, by time and number.
  static final char ARCHIVE = 'a';

  /// How much that is, and since when.
  static final char ARCHIVE_HEAD = 'b';

  /// The replay of a subscription, by its number.
  static final char REPLAY = 'r';

  private final byte[] prefix;

  public SnsKeys(PartitionNumber partition, int topic) {
    this.prefix = new ByteWriter(7).u16(partition.value()).u8(PROGRAM).u32(topic).bytes();
  }

  byte[] single(char kind) {
    return start(kind, 0).bytes();
  }

  byte[] numbered(char kind, int number) {
    return start(kind, 4).u32(number).bytes();
  }

  byte[] named(char kind, String name) {
    return start(kind, name.length()).raw(name.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  byte[] timedName(char kind, long millis, String name) {
    return start(kind, 8 + name.length())
        .u64(millis)
        .raw(name.getBytes(StandardCharsets.UTF_8))
        .bytes();
  }

  byte[] timedNumber(char kind, long millis, long number) {
    return start(kind, 16).u64(millis).u64(number).bytes();
  }

  /// The number in a key of [#numbered].
  static int number(byte[] key) {
    return new ByteReader(key, 8).u32();
  }

  /// The name in a key of [#named].
  static String name(byte[] key) {
    return new String(key, 8, key.length - 8, StandardCharsets.UTF_8);
  }

  /// The time in a key of [#timedName] or [#timedNumber].
  static long millis(byte[] key) {
    return new ByteReader(key, 8).u64();
  }

  /// The name in a key of [#timedName].
  static String timedName(byte[] key) {
    return new String(key, 16, key.length - 16, StandardCharsets.UTF_8);
  }

  byte[] first(char kind) {
    return start(kind, 0).bytes();
  }

  byte[] end(char kind) {
    return start((char) (kind + 1), 0).bytes();
  }

  byte[] firstOfAll() {
    return prefix.clone();
  }

  byte[] endOfAll() {
    return new ByteWriter(8).raw(prefix).u8(0xff).bytes();
  }

  private ByteWriter start(char kind, int more) {
    return new ByteWriter(prefix.length + 1 + more).raw(prefix).u8(kind);
  }
}
