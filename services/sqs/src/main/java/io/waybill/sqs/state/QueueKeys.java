package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.PartitionNumber;
import java.nio.charset.StandardCharsets;

/// The keys of one queue: partition, program, queue number, kind, then what orders the entries of
/// that kind.
///
/// All keys of a queue share a prefix, so that deleting it is one range delete. Kinds are letters;
/// a new layout of a kind takes a new letter, which makes the letter the key's format version.
public final class QueueKeys {
  public static final int PROGRAM = 1;

  /// The queue's head record: cursors and counts.
  public static final char HEAD = 'h';

  /// A message outside any group, by sequence.
  public static final char FRESH = 'm';

  /// A message of a group, by sequence.
  public static final char GROUPED = 'n';

  /// What is known of a message in flight, by sequence.
  public static final char IN_FLIGHT = 'i';

  /// A message that became visible again, by the order in which that happened.
  public static final char RETURNED = 'r';

  /// Where a message stands among the returned ones, by sequence.
  public static final char RETURNED_AT = 'a';

  /// A message that is not visible yet, by due time and arrival; on a FIFO queue by arrival and
  /// time of sending.
  public static final char DELAYED = 'd';

  /// A message whose sent time is out of the order of its lane, by sent time and sequence.
  public static final char OUT_OF_ORDER = 'e';

  /// The messages of each group, by group and sequence.
  public static final char GROUP_MEMBER = 'G';

  /// Each group that has messages.
  public static final char GROUP = 'g';

  /// The ring of groups that can be received from, by turn.
  public static final char RING = 'q';

  /// Deduplication ids that were seen, and receive attempts.
  public static final char DEDUPLICATION = 'x';

  /// When to forget a deduplication id or a receive attempt.
  public static final char FORGET = 'y';

  /// Message move tasks, by number.
  public static final char MOVE_TASK = 't';

  private final byte[] prefix;

  public QueueKeys(PartitionNumber partition, int queue) {
    this.prefix = new ByteWriter(7).u16(partition.value()).u8(PROGRAM).u32(queue).bytes();
  }

  /// The key of a record that is the only one of its kind.
  public byte[] single(char kind) {
    return start(kind, 0).bytes();
  }

  public byte[] numbered(char kind, long number) {
    byte[] key = new byte[prefix.length + 9];
    System.arraycopy(prefix, 0, key, 0, prefix.length);
    key[prefix.length] = (byte) kind;
    long rest = number;
    for (int i = key.length - 1; i > prefix.length; i--) {
      key[i] = (byte) rest;
      rest >>>= 8;
    }
    return key;
  }

  public byte[] timed(char kind, long millis, long number) {
    return start(kind, 16).u64(millis).u64(number).bytes();
  }

  public byte[] named(char kind, String name) {
    return start(kind, name.length() + 2).text(name).bytes();
  }

  public byte[] timedName(char kind, long millis, String name) {
    return start(kind, 8 + name.length()).u64(millis).raw(utf8(name)).bytes();
  }

  public byte[] member(String group, long sequence) {
    return start(GROUP_MEMBER, group.length() + 10).text(group).u64(sequence).bytes();
  }

  /// The number that ends a key of [#numbered], [#timed] or [#member].
  public static long number(byte[] key) {
    long number = 0;
    for (int i = key.length - 8; i < key.length; i++) {
      number = (number << 8) | (key[i] & 0xff);
    }
    return number;
  }

  /// The time in a key of [#timed] or [#timedName].
  public static long millis(byte[] key) {
    long millis = 0;
    for (int i = 8; i < 16; i++) {
      millis = (millis << 8) | (key[i] & 0xff);
    }
    return millis;
  }

  /// The name that ends a key of [#timedName].
  public static String name(byte[] key) {
    return new String(key, 16, key.length - 16, StandardCharsets.UTF_8);
  }

  /// The text in a key of [#named] or [#member].
  static String text(byte[] key) {
    return new ByteReader(key, 8).text();
  }

  /// The first key of `kind`.
  public byte[] first(char kind) {
    return start(kind, 0).bytes();
  }

  /// Behind the last key of `kind`.
  public byte[] end(char kind) {
    return start((char) (kind + 1), 0).bytes();
  }

  /// The first key of the queue, of any kind.
  public byte[] firstOfAll() {
    return prefix.clone();
  }

  /// Behind the last key of the queue.
  public byte[] endOfAll() {
    return new ByteWriter(8).raw(prefix).u8(0xff).bytes();
  }

  private ByteWriter start(char kind, int more) {
    return new ByteWriter(prefix.length + 1 + more).raw(prefix).u8(kind);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
