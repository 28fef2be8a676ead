package io.waybill.engine.partition;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.nio.charset.StandardCharsets;

/// The keys of one numbered thing of a program: partition, program, number, kind, then what orders
/// the entries of that kind. What belongs to no thing stands under number 0.
///
/// All keys of a thing share a prefix, so that deleting it is one range delete. Kinds are letters;
/// a new layout of a kind takes a new letter, which makes the letter the key's format version.
public final class KeySpace {
  private static final int PREFIX = 7;
  private static final int BODY = PREFIX + 1;

  private final byte[] prefix;

  public KeySpace(PartitionNumber partition, int program, int number) {
    prefix = new ByteWriter(PREFIX).u16(partition.value()).u8(program).u32(number).bytes();
  }

  /// The key of the only entry of `kind`.
  public byte[] single(char kind) {
    return start(kind, 0).bytes();
  }

  public byte[] numbered(char kind, int number) {
    return start(kind, 4).u32(number).bytes();
  }

  public byte[] named(char kind, String name) {
    byte[] text = utf8(name);
    return start(kind, text.length).raw(text).bytes();
  }

  public byte[] timedName(char kind, long millis, String name) {
    byte[] text = utf8(name);
    return start(kind, 8 + text.length).u64(millis).raw(text).bytes();
  }

  public byte[] timedNumber(char kind, long millis, long number) {
    return start(kind, 16).u64(millis).u64(number).bytes();
  }

  /// The first key of `kind`.
  public byte[] first(char kind) {
    return start(kind, 0).bytes();
  }

  /// Behind the last key of `kind`.
  public byte[] end(char kind) {
    return start((char) (kind + 1), 0).bytes();
  }

  /// The first key of the thing, of any kind.
  public byte[] firstOfAll() {
    return prefix.clone();
  }

  /// Behind the last key of the thing.
  public byte[] endOfAll() {
    return new ByteWriter(BODY).raw(prefix).u8(0xff).bytes();
  }

  /// A key of `kind`, to which up to `more` bytes are to be added.
  public ByteWriter start(char kind, int more) {
    return new ByteWriter(BODY + more).raw(prefix).u8(kind);
  }

  public static char kind(byte[] key) {
    return (char) (key[PREFIX] & 0xff);
  }

  /// What follows the kind.
  public static ByteReader body(byte[] key) {
    return new ByteReader(key, BODY);
  }

  /// The number in a key of [#numbered].
  public static int number(byte[] key) {
    return body(key).u32();
  }

  /// The name in a key of [#named].
  public static String name(byte[] key) {
    return new String(key, BODY, key.length - BODY, StandardCharsets.UTF_8);
  }

  /// The time in a key of [#timedName] or [#timedNumber].
  public static long millis(byte[] key) {
    return body(key).u64();
  }

  /// The name in a key of [#timedName].
  public static String timedName(byte[] key) {
    return new String(key, BODY + 8, key.length - BODY - 8, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
