package io.waybill.cloudwatch.state;

import io.waybill.cloudwatch.model.Resolution;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.PartitionNumber;

/// The keys of one metric: partition, program, metric number, resolution, time in seconds, unit.
/// What names the metrics stands under number 0.
///
/// Ordered by time within a resolution, so that a series is one scan and what is too old one range
/// delete.
final class MetricKeys {
  static final int PROGRAM = 7;

  /// Under 0: what a number names.
  private static final char METRIC = 'M';

  private final PartitionNumber partition;

  MetricKeys(PartitionNumber partition) {
    this.partition = partition;
  }

  byte[] definition(int number) {
    return start(0, METRIC).u32(number).bytes();
  }

  byte[] firstDefinition() {
    return start(0, METRIC).bytes();
  }

  byte[] endOfDefinitions() {
    return start(0, (char) (METRIC + 1)).bytes();
  }

  static int definedNumber(byte[] key) {
    return new ByteReader(key, 8).u32();
  }

  byte[] datum(int number, Resolution resolution, long second, int unit) {
    return start(number, resolution.letter()).u64(second).u8(unit).bytes();
  }

  /// Before every datum of `second`.
  byte[] from(int number, Resolution resolution, long second) {
    return start(number, resolution.letter()).u64(second).bytes();
  }

  static long second(byte[] key) {
    return new ByteReader(key, 8).u64();
  }

  static int unit(byte[] key) {
    return key[16] & 0xff;
  }

  byte[] firstOf(int number) {
    return start(number, '\0').bytes();
  }

  byte[] endOf(int number) {
    return start(number, '\u00ff').bytes();
  }

  private ByteWriter start(int number, char kind) {
    return new ByteWriter(20).u16(partition.value()).u8(PROGRAM).u32(number).u8(kind);
  }
}
