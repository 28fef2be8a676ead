package io.waybill.lambda.state;

import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.PartitionNumber;
import java.nio.charset.StandardCharsets;

/// The keys of one resource: partition, program, resource number, kind, name. What belongs to no
/// resource stands under number 0.
///
/// All keys of a resource share a prefix, so that deleting it is one range delete. Kinds are
/// letters; a new layout of a kind takes a new letter.
final class LambdaKeys {
  static final int PROGRAM = 4;

  /// Under 0: a resource's number and last version, by ARN.
  static final char RESOURCE = 'R';

  /// Under 0: the last number given to a resource.
  static final char LAST_NUMBER = 'N';

  /// Instead of a number: the outbox's own.
  static final char OUTBOX = 'O';

  private final byte[] prefix;

  LambdaKeys(PartitionNumber partition, int number) {
    this.prefix = new ByteWriter(7).u16(partition.value()).u8(PROGRAM).u32(number).bytes();
  }

  byte[] named(char kind, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return new ByteWriter(prefix.length + 1 + text.length).raw(prefix).u8(kind).raw(text).bytes();
  }

  static char kind(byte[] key) {
    return (char) key[7];
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

  byte[] firstOfAll() {
    return prefix.clone();
  }

  byte[] endOfAll() {
    return new ByteWriter(8).raw(prefix).u8(0xff).bytes();
  }
}
